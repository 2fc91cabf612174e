"""Letters of a case for programs: read, and written in one call."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from complaints.letters import lettering
from complaints.models import Complaint, Letter
from complaints.registering import CaseRefused
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import Rule, StaffApiRequest, json_object
from consumer_protection.core.api.problems import ApiProblem, invalid
from consumer_protection.core.api.records import ResourceView
from consumer_protection.core.states import MoveRefused


class Letters(ResourceView):
    """Letters of a case: written, issued and told in one call, as a program does."""

    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        return {
            "GET": self.reading,
            "POST": Rule(self.own.subject, ("complaints.handle",)),
        }

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        letters = self.record(address).letters.all()
        return Response({"results": [_letter(one) for one in letters]})

    def post(self, request: StaffApiRequest, **address: Any) -> HttpResponse:
        case = self.record(address)
        data, raw = json_object(request)
        return self.write(request, raw, lambda: self._write(case, data))

    def _write(self, case: Complaint, data: Mapping[str, Any]) -> Response:
        texts = {name: data.get(name, "") for name in _TEXTS}
        wrong = [name for name, value in texts.items() if not isinstance(value, str)]
        if wrong:
            message = _("Expected: %(types)s") % {"types": "string"}
            raise invalid(wrong[0], "value.type", message)
        try:
            letter = lettering.write_issued(
                case, texts, actor=self.asker, at=timezone.now()
            )
        except (MoveRefused, CaseRefused) as refused:
            raise ApiProblem("move_refused", str(refused)) from refused
        return Response(_letter(letter), 201)

    def operation(self, method: str) -> Operation:
        told = {"type": "object", "properties": _LETTER, "required": list(_LETTER)}
        if method == "GET":
            return Operation(
                "read_complaint_letters",
                _("Letters of a case"),
                str(self.own.label),
                {
                    "type": "object",
                    "properties": {"results": {"type": "array", "items": told}},
                    "required": ["results"],
                },
                addressed=self.addressed,
            )
        texts = {name: {"type": "string"} for name in _TEXTS}
        return Operation(
            "write_complaint_letter",
            _("Write, issue and tell a letter"),
            str(self.own.label),
            told,
            status=201,
            body={"type": "object", "properties": texts, "required": ["kind"]},
            addressed=self.addressed,
        )


_TEXTS = (
    "kind",
    "result",
    "basis",
    "reasons",
    "remedies",
    "told_on",
    "told_method",
    "told_note",
)
_LETTER = {
    "id": {"type": "integer"},
    "status": {"type": "string"},
    "number": {"type": "string"},
    **{name: {"type": ["string", "null"]} for name in _TEXTS},
}


def _letter(letter: Letter) -> dict[str, Any]:
    told = {name: getattr(letter, name) for name in _TEXTS}
    told["told_on"] = letter.told_on.isoformat() if letter.told_on else None
    return {
        "id": letter.pk,
        "status": letter.status,
        "number": letter.number,
        **told,
    }
