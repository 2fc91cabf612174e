"""What is done to complaints."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from complaints import rules
from complaints.models import Complaint
from consumer_protection.core import numbers, trail, transitions
from consumer_protection.core.models import TimeLimit, User

PREFIX = "TS"
_DIGITS = 4
_OWN_NUMBER = re.compile(rf"{PREFIX}([0-9]{{4}})([0-9]{{{_DIGITS},{_DIGITS + 2}}})")
_OUTCOME = frozenset({"closed_on", "outcome"})


@transaction.atomic
def import_complaint(
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Complaint:
    """Take a past case from a ledger, with its outcome, in its final state."""
    complaint = Complaint(root=values["unit"].root)
    _set(complaint, values)
    complaint.number = complaint.number or _new_number(complaint)
    _raise_counter(complaint)
    _keep_due_date(complaint)
    complaint.status = _final_status(complaint)
    complaint.save()
    transitions.enter_final(complaint, complaint.status, actor=actor, at=at, way=way)
    return complaint


@transaction.atomic
def update_complaint(
    complaint: Complaint,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Take changed values from a ledger; the state follows a changed outcome, and a
    number once given is never lost."""
    was = complaint.status
    _set(complaint, {**changes, "number": complaint.number})
    _keep_due_date(complaint)
    if not _OUTCOME.isdisjoint(changes):
        complaint.status = _final_status(complaint)
    complaint.save()
    told: dict[str, object] = {"fields": sorted(changes)}
    if complaint.status != was:
        told["status"] = [was, complaint.status]
    trail.record(complaint, way.changed, actor=actor, at=at, changes=told)


def _set(complaint: Complaint, values: Mapping[str, Any]) -> None:
    """The unit first: the blind index of personal data hangs on its institution."""
    if "unit" in values:
        complaint.unit = values["unit"]
    for name, value in values.items():
        setattr(complaint, name, value)


def _new_number(complaint: Complaint) -> str:
    year = complaint.received_on.year
    number = numbers.next_number(complaint.root, PREFIX, year)
    return f"{PREFIX}{year}{number:0{_DIGITS}d}"


def _raise_counter(complaint: Complaint) -> None:
    """An imported number of our own form lets its year go on behind it."""
    if own := _OWN_NUMBER.fullmatch(complaint.number):
        numbers.raise_to(complaint.root, PREFIX, int(own[1]), int(own[2]))


def _keep_due_date(complaint: Complaint) -> None:
    complaint.due_on = rules.due_on(
        complaint.clock, TimeLimit.objects.on(complaint.received_on)
    )


def _final_status(complaint: Complaint) -> str:
    """The state a ledger's row tells."""
    if complaint.closed_on:
        return "withdrawn" if complaint.outcome == "withdrawn" else "closed"
    if complaint.investigation or complaint.finding:
        return "investigating"
    return "assigned" if complaint.handling_unit else "registered"
