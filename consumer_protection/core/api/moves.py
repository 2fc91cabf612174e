"""The moves of a record's state table, for programs."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from consumer_protection.core import trail
from consumer_protection.core.api import values
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import Rule, StaffApiRequest, json_object
from consumer_protection.core.api.problems import ApiProblem, FieldError, invalid
from consumer_protection.core.api.records import ResourceView
from consumer_protection.core.ledgers.declaration import Import
from consumer_protection.core.ledgers.writing import fill_for_move, refuse
from consumer_protection.core.models import User
from consumer_protection.core.states import Machine, Move, MoveRefused
from consumer_protection.core.transitions import make_move

_LONGEST_NOTE = 2000


class RecordMove(ResourceView):
    @property
    def machine(self) -> Machine:
        machine = self.own.machine
        if machine is None:
            raise Http404
        return machine

    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        """For whoever may make any move; the table decides about each."""
        may = tuple(sorted({move.may for move in self.machine.moves.values()}))
        return {"POST": Rule(self.own.subject, may)}

    def post(self, request: StaffApiRequest, move: str, **address: Any) -> HttpResponse:
        self.record(address)
        data, raw = json_object(request)
        return self.write(request, raw, lambda: self._go(request, move, data, address))

    def _go(
        self,
        request: StaffApiRequest,
        name: str,
        data: Mapping[str, Any],
        address: Mapping[str, Any],
    ) -> Response:
        record = self.record(address)
        move = self.machine.moves.get(name)
        if move is None:
            raise Http404
        note = _note(data)
        apart = {"note", self._declared(name, data)}
        fields = {one: value for one, value in data.items() if one not in apart}
        try:
            self._make(record, move, fields, note)
        except MoveRefused as refused:
            raise self._refused(record, str(refused), request.user) from refused
        return Response(self.shown(record, request))

    def _make(
        self, record: Any, move: Move, fields: Mapping[str, Any], note: str
    ) -> None:
        """What the move needs may come with it; refused, nothing of it stays."""
        actor, at = self.asker, timezone.now()
        with transaction.atomic():
            if self.own.before_move is not None:
                self.own.before_move(record, actor)
            if fields:
                trail.acting_as(actor)
                locked = self.own.records(actor).select_for_update(of=("self",))
                record.refresh_from_db(from_queryset=locked)
                refuse(values.wrong_types(self.own.by_name, fields))
                about = Import(actor, at, None, trail.API)
                fill_for_move(self.ledger, record, move, fields, about)
            make_move(record, move.name, actor=actor, at=at, note=note)

    def _declared(self, move: str, data: Mapping[str, Any]) -> str:
        """The field of the declaration this move asks for, which must be true."""
        name, text = self.own.declares.get(move, ("", ""))
        if name and data.get(name) is not True:
            message = _("Declare it with true: %(text)s") % {"text": text}
            raise invalid(name, "value.missing", message)
        return name

    def _refused(self, record: Any, detail: str, user: User) -> ApiProblem:
        record.refresh_from_db(fields=["status"])
        moves = [
            {"name": one.name, "label": str(one.label)}
            for one in record.next_moves(user)
        ]
        told = {"moves": moves, "current_status": record.status}
        return ApiProblem("move_refused", detail, members=told)

    def operation(self, method: str) -> Operation:
        label = str(self.own.label)
        names = {
            "move": {"type": "string", "enum": list(self.machine.moves)},
            **self.addressed,
        }
        moves = self.machine.moves.values()
        needs = {name for one in moves for name in (*one.needs, *one.takes)}
        columns = self.own.by_name
        fields = {
            name: values.sent_schema(columns[name])
            for name in sorted(needs & columns.keys())
        }
        note = {"type": "string", "maxLength": _LONGEST_NOTE}
        fields |= {
            name: {"type": "boolean", "description": f"{made}: {text}"}
            for made, (name, text) in self.own.declares.items()
        }
        return Operation(
            self.name("move"),
            _("Make a move: %s") % label,
            label,
            self.ref(),
            body={"type": "object", "properties": {"note": note, **fields}},
            addressed=names,
        )


def _note(data: Mapping[str, Any]) -> str:
    note = data.get("note", "")
    if not isinstance(note, str) or len(note) > _LONGEST_NOTE or "\0" in note:
        message = _("Longer than %(limit)d characters: shorten it.")
        error = FieldError("note", "text", message % {"limit": _LONGEST_NOTE})
        raise ApiProblem("invalid", errors=(error,))
    return note
