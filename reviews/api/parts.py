"""The parts of a review that are a list each, for programs: read, and written one by
one by the same deeds as on its page."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rest_framework.response import Response

from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import Rule, StaffApiRequest, json_object
from consumer_protection.core.api.problems import ApiProblem, invalid
from consumer_protection.core.api.records import ResourceView
from consumer_protection.core.states import MoveRefused
from reviews.doing.holding import ReviewRefused
from reviews.models import Review

TEXT = {"type": "string", "maxLength": 4000}
FLAG = {"type": "boolean"}
NUMBER = {"type": "integer"}
_TYPES: Mapping[str, type] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "array": list,
}


class Part(ResourceView):
    """``shape`` is what is answered, ``sent`` what is taken, ``needed`` what must be;
    a part without ``reads`` is only written."""

    title: ClassVar[str | Promise]
    verb: ClassVar[str]
    clearance: ClassVar[str]
    shape: ClassVar[Mapping[str, Any]]
    sent: ClassVar[Mapping[str, Any]]
    needed: ClassVar[tuple[str, ...]] = ()
    is_read: ClassVar[bool] = True

    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        rules = {"POST": Rule(self.own.subject, (self.clearance,))}
        return {"GET": self.reading, **rules} if self.is_read else rules

    def told(self, review: Review) -> list[dict[str, Any]]:
        """The part as it is answered."""
        raise NotImplementedError

    def act(self, review: Review, data: Mapping[str, Any], at: datetime) -> None:
        """What is done; refused by ReviewRefused or MoveRefused."""
        raise NotImplementedError

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        return Response({"results": self.told(self.record(address))})

    def post(self, request: StaffApiRequest, **address: Any) -> HttpResponse:
        self.record(address)
        data, raw = json_object(request)
        return self.write(request, raw, lambda: self._do(data, address))

    def _do(self, data: Mapping[str, Any], address: Mapping[str, Any]) -> Response:
        self._refuse_types(data)
        review = self.record(address)
        done(lambda: self.act(review, data, timezone.now()))
        return Response({"results": self.told(self.record(address))}, 201)

    def _refuse_types(self, data: Mapping[str, Any]) -> None:
        for name in self.needed:
            if name not in data:
                raise invalid(name, "value.missing", _("This must be filled in."))
        for name, value in data.items():
            if name not in self.sent:
                raise invalid(name, "field.unknown", _("No such field."))
            refuse_value(name, value, self.sent[name])

    def operation(self, method: str) -> Operation:
        label = str(self.own.label)
        items = {"type": "object", "properties": dict(self.shape)}
        answer = {
            "type": "object",
            "properties": {"results": {"type": "array", "items": items}},
            "required": ["results"],
        }
        name = f"review_{self.verb}"
        if method == "GET":
            told = f"{label}: {self.title}"
            return Operation(
                f"read_{name}", told, label, answer, addressed=self.addressed
            )
        body: dict[str, Any] = {"type": "object", "properties": dict(self.sent)}
        if self.needed:
            body["required"] = list(self.needed)
        return Operation(
            f"write_{name}",
            _("Write: %s") % self.title,
            label,
            answer,
            status=201,
            body=body,
            addressed=self.addressed,
        )


def done(act: Callable[[], Any]) -> Any:
    """The deed, or a problem that says why it was refused."""
    try:
        return act()
    except (ReviewRefused, MoveRefused) as refused:
        raise ApiProblem("move_refused", str(refused)) from refused


def refuse_value(name: str, value: Any, schema: Mapping[str, Any]) -> None:
    expected = schema["type"]
    is_right = type(value) is _TYPES[expected]
    if not is_right:
        message = _("Expected: %(types)s") % {"types": expected}
        raise invalid(name, "value.type", message)
    if isinstance(value, str) and (
        len(value) > schema.get("maxLength", 4000) or "\x00" in value
    ):
        message = _("Longer than %(limit)d characters: shorten it.")
        raise invalid(name, "text", message % {"limit": schema.get("maxLength", 4000)})
