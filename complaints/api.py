"""Complaints for programs, and how the due date of one comes about."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from complaints import queries
from complaints.figures import FIGURES
from complaints.filters import ComplaintFilter
from complaints.ledgers import COMPLAINTS as LEDGER
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import Rule, StaffApiRequest
from consumer_protection.core.api.records import ResourceView
from consumer_protection.core.api.resources import of_ledger
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import Day


class Deadline(ResourceView):
    @property
    def rules(self) -> Mapping[str, Rule]:  # type: ignore[override]
        return {"GET": self.reading}

    def get(self, request: StaffApiRequest, **address: Any) -> Response:
        told = queries.deadline(self.record(address), timezone.localdate())
        return Response(asdict(told))

    def operation(self, method: str) -> Operation:
        return Operation(
            "read_complaint_deadline",
            _("How the due date comes about"),
            str(self.own.label),
            _ANSWER,
            addressed=self.addressed,
        )


_DAY = {"type": "string", "format": "date"}
_STEP = {
    "on": _DAY,
    "what": {"type": "string"},
    "days": {"type": "integer"},
    "law": {"type": "string"},
}
_PARTS = {
    "due_on": _DAY,
    "rule": {"type": "string"},
    "days_used": {"type": "integer"},
    "is_overdue": {"type": "boolean"},
    "steps": {
        "type": "array",
        "items": {"type": "object", "properties": _STEP, "required": list(_STEP)},
    },
}
_ANSWER = {"type": "object", "properties": _PARTS, "required": list(_PARTS)}

COMPLAINTS = of_ledger(
    LEDGER,
    ComplaintFilter,
    writes="complaints.handle",
    keeps="complaints.handle",
    figures=FIGURES,
    told=(Column("due_on", ("办理期限",), Day(future=True)),),
    parts={"deadline": Deadline},
)
