"""How the due date of a complaint comes about, for programs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from complaints import queries
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import Rule, StaffApiRequest
from consumer_protection.core.api.records import ResourceView


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
    "contact_by": _DAY,
    "reply_by": _DAY,
    "steps": {
        "type": "array",
        "items": {"type": "object", "properties": _STEP, "required": list(_STEP)},
    },
}
_ANSWER = {"type": "object", "properties": _PARTS, "required": list(_PARTS)}
