"""The doors of a register: its list, a new record, one record, its changes."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.exceptions import NotAuthenticated
from rest_framework.response import Response

from consumer_protection.core import pii, trail
from consumer_protection.core.api import lists, values
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import (
    ApiView,
    Rule,
    StaffApiRequest,
    json_object,
)
from consumer_protection.core.api.problems import ApiProblem, FieldError, invalid
from consumer_protection.core.api.resources import Resource
from consumer_protection.core.ledgers.declaration import Import, Ledger
from consumer_protection.core.ledgers.writing import (
    RecordStale,
    add_record,
    change_record,
    refuse,
)
from consumer_protection.core.models import User


class ResourceView(ApiView):
    """A door of one resource, which is given where its address is made."""

    resource: Any = None

    @property
    def own(self) -> Resource:
        found: Resource = self.resource
        return found

    @property
    def ledger(self) -> Ledger:
        found = self.own.ledger
        if found is None:
            raise Http404
        return found

    @property
    def reading(self) -> Rule:
        return Rule(self.own.subject, (self.own.reads,) if self.own.reads else ())

    def reading_and(self, method: str) -> dict[str, Rule]:
        """Reading, and writing by this method where records are written at all."""
        rules = {"GET": self.reading}
        if self.own.writes:
            rules[method] = Rule(self.own.subject, (self.own.writes,))
        return rules

    @property
    def asker(self) -> User:
        """Whom the token speaks for; nobody else comes this far."""
        user = self.request.user
        if not isinstance(user, User):
            raise NotAuthenticated
        return user

    def record(self, address: Mapping[str, Any]) -> Any:
        """One the asker sees; one out of scope is told like one there is not."""
        found = self.own.records(self.asker).filter(**address).first()
        if found is None:
            raise Http404
        return found

    def shown(self, record: Any, request: StaffApiRequest) -> dict[str, Any]:
        """As the record stands now, read anew."""
        found = self.own.records(request.user).filter(pk=record.pk)
        return self.own.show(list(found), request)[0]

    def ref(self, form: str = "") -> dict[str, str]:
        return {"$ref": f"#/components/schemas/{self.own.kind}{form}"}

    def name(self, verb: str) -> str:
        return f"{verb}_{self.own.kind.replace('-', '_')}"

    @property
    def addressed(self) -> Mapping[str, Any]:
        return {"number": {"type": "string", "minLength": 1, "maxLength": 40}}


class RecordList(ResourceView):
    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        rules = self.reading_and("POST")
        if self.own.adds:
            may = (self.own.writes, self.own.adds)
            rules["POST"] = Rule(self.own.subject, may)
        return rules

    def get(self, request: StaffApiRequest) -> Response:
        return lists.page_of(self.own, lists.filtered(self.own, request), request)

    def post(self, request: StaffApiRequest) -> HttpResponse:
        data, raw = json_object(request)
        return self.write(request, raw, lambda: self._add(request, data))

    def _add(self, request: StaffApiRequest, data: Mapping[str, Any]) -> Response:
        given = values.with_counts(data, self.own.columns)
        refuse(values.wrong_types(self.own.by_name, given))
        record = add_record(
            self.ledger, given, actor=request.user, at=timezone.now(), way=trail.API
        )
        shown = self.shown(record, request)
        return Response(shown, 201, headers={"Location": shown["url"]})

    def operation(self, method: str) -> Operation:
        label = str(self.own.label)
        if method == "POST":
            return Operation(
                self.name("add"),
                _("Add a record: %s") % label,
                label,
                self.ref(),
                status=201,
                body=self.ref(".new"),
            )
        return Operation(
            self.name("list"),
            _("List: %s") % label,
            label,
            self.ref(".page"),
            parameters=lists.parameters(self.own),
        )


class RecordDetail(ResourceView):
    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        return self.reading_and("PATCH")

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        lists.known_only(request, set())
        return Response(self.own.show([self.record(address)], request)[0])

    def patch(self, request: StaffApiRequest, **address: Any) -> HttpResponse:
        # A call made before is not answered again to one who sees the record no more.
        self.record(address)
        data, raw = json_object(request)
        return self.write(request, raw, lambda: self._change(request, data, address))

    def _change(
        self, request: StaffApiRequest, data: dict[str, Any], address: Mapping[str, Any]
    ) -> Response:
        record = self.record(address)
        version = _version(data)
        given = self._changes(request, record, data)
        about = Import(request.user, timezone.now(), None, trail.API)
        try:
            change_record(self.ledger, record, given, version, about=about)
        except RecordStale as stale:
            raise self._stale(request, record, given, stale.version) from stale
        return Response(self.shown(record, request))

    def _changes(
        self, request: StaffApiRequest, record: Any, data: Mapping[str, Any]
    ) -> dict[str, Any]:
        """What differs from what was shown: a masked value sent back is no change."""
        now = self.own.show([record], request)[0]
        sent = {
            name: value
            for name, value in data.items()
            if name != "version" and (name not in now or value != now[name])
        }
        columns = self.own.by_name
        fixed = now.keys() - columns.keys() - values.marks(self.own.columns)
        for name in sent.keys() & fixed:
            raise invalid(name, "value.fixed", _("This cannot be changed here."))
        whole = values.with_marks(sent, data, now)
        given = values.with_counts(whole, self.own.columns)
        refuse(values.wrong_types(columns, given))
        return given

    def _stale(
        self,
        request: StaffApiRequest,
        record: Any,
        given: Mapping[str, Any],
        version: int,
    ) -> ApiProblem:
        columns = self.own.by_name
        yours = {
            name: pii.MASKS[columns[name].mask](str(value))
            if name in columns and columns[name].mask
            else value
            for name, value in given.items()
        }
        current = self.shown(record, request)
        told = {"yours": yours, "current": current, "version": version}
        return ApiProblem("stale", members=told)

    def operation(self, method: str) -> Operation:
        label = str(self.own.label)
        if method == "PATCH":
            return Operation(
                self.name("change"),
                _("Change a record: %s") % label,
                label,
                self.ref(),
                body=self.ref(".change"),
                problems=(428,),
                addressed=self.addressed,
            )
        return Operation(
            self.name("read"),
            _("Read a record: %s") % label,
            label,
            self.ref(),
            problems=(400,),
            addressed=self.addressed,
        )


def _version(data: Mapping[str, Any]) -> int:
    version = data.get("version")
    if version is None:
        message = _("Send the version you read.")
        error = FieldError("version", "version.missing", message)
        raise ApiProblem("version_missing", errors=(error,))
    if isinstance(version, bool) or not isinstance(version, int):
        raise invalid(
            "version", "value.type", _("Expected: %(types)s") % {"types": "integer"}
        )
    return version
