"""What falls due in plans and duties."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.deadlines import Deadline, Due, people
from consumer_protection.governance.models import (
    Drill,
    Duty,
    Incident,
    IncidentReport,
    PlanItem,
    Screening,
)

_KEEP = "records.keep"
_AHEAD = timedelta(days=30)
_LONG_AGO = timedelta(days=366)


def _open_items(found: Any) -> Any:
    """What a ledger of long ago left open is its history, and hurries nobody."""
    since = timezone.localdate() - _LONG_AGO
    return found.filter(status__in=("not_started", "in_progress"), due_on__gte=since)


def _item_due(item: PlanItem) -> Due:
    """A plan is a year long; hurry begins a month before."""
    start = max(date(item.year, 1, 1), item.due_on - _AHEAD)
    return Due(
        min(start, item.due_on),
        item.due_on,
        item.root_id,
        item.unit_id,
        _KEEP,
        persons=people(item.owner_account_id),
    )


def _unsent(found: Any) -> Any:
    return found.filter(submitted_on=None, rule__isnull=False)


def _duty_due(duty: Duty) -> Due:
    start = duty.starts_on or duty.due_on - _AHEAD
    start = max(start, duty.due_on - _AHEAD)
    return Due(start, duty.due_on, duty.root_id, duty.unit_id, _KEEP)


def _unimproved(found: Any) -> Any:
    return found.filter(improve_by__isnull=False, improved_on=None)


def _drill_due(drill: Drill) -> Due:
    return Due(
        drill.held_on, _day(drill.improve_by), drill.root_id, drill.unit_id, _KEEP
    )


def _unreported(found: Any) -> Any:
    """The written report stops the clock; the first word at once is no date."""
    since = timezone.localdate() - _LONG_AGO
    told = IncidentReport.objects.filter(
        incident=OuterRef("pk"), clock__in=("within_24h", "within_72h")
    )
    open_now = found.filter(closed_on=None, discovered_on__gte=since)
    return open_now.filter(~Exists(told))


def _incident_due(case: Incident) -> Due:
    days = timedelta(days=3 if case.kind == "data_leak" else 1)
    start = case.discovered_on
    return Due(start, start + days, case.root_id, case.unit_id, _KEEP)


def _unmended(found: Any) -> Any:
    return found.filter(due_on__isnull=False, mended_on=None)


def _screening_due(one: Screening) -> Due:
    return Due(one.held_on, _day(one.due_on), one.root_id, one.unit_id, _KEEP)


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("day")
    return day


DEADLINES = (
    Deadline("plan_item", PlanItem, _("Plan item"), _open_items, _item_due),
    Deadline("duty", Duty, _("Duty"), _unsent, _duty_due),
    Deadline("incident", Incident, _("Incident"), _unreported, _incident_due),
    Deadline("drill", Drill, _("Improvement after a drill"), _unimproved, _drill_due),
    Deadline(
        "screening",
        Screening,
        _("Review of access or conduct"),
        _unmended,
        _screening_due,
    ),
)
