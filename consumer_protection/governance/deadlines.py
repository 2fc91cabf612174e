"""What falls due of resolutions, policies, plans, duties and incidents."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.deadlines import Deadline, Due, people
from consumer_protection.governance.models import (
    AgendaItem,
    Drill,
    Duty,
    EmergencyPlan,
    Incident,
    IncidentReport,
    PlanItem,
    PolicyVersion,
    Screening,
)

_KEEP, _WORK = "records.keep", "tasks.answer"
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


def _not_carried_out(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    own = found.resolved().filter(unit__isnull=False, due_on__gte=since)
    return own.exclude(follow_up="done")


def _resolution_due(item: AgendaItem) -> Due:
    """In hand of the unit that carries it out and reports of it."""
    meeting, unit = item.meeting, item.unit_id or item.meeting.unit_id
    return Due(meeting.held_on, _day(item.due_on), meeting.root_id, unit, _WORK)


def _to_review(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    return found.filter(status="in_force", next_review_on__gte=since)


def _policy_due(version: PolicyVersion) -> Due:
    on, policy = _day(version.next_review_on), version.policy
    return Due(on - _AHEAD, on, policy.root_id, policy.unit_id, _KEEP)


def _plans_to_review(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    return found.filter(review_on__gte=since)


def _plan_due(plan: EmergencyPlan) -> Due:
    on = _day(plan.review_on)
    return Due(on - _AHEAD, on, plan.root_id, plan.unit_id, _KEEP)


def _day(day: date | None) -> date:
    if day is None:
        raise ValueError("day")
    return day


DEADLINES = (
    Deadline(
        "governance.resolution",
        AgendaItem,
        _("Resolution"),
        _not_carried_out,
        _resolution_due,
        related=("meeting", "unit"),
    ),
    Deadline(
        "governance.policy",
        PolicyVersion,
        _("Review of a policy"),
        _to_review,
        _policy_due,
        related=("policy",),
    ),
    Deadline("governance.plan_item", PlanItem, _("Plan item"), _open_items, _item_due),
    Deadline("governance.duty", Duty, _("Duty"), _unsent, _duty_due),
    Deadline(
        "governance.incident", Incident, _("Incident"), _unreported, _incident_due
    ),
    Deadline(
        "governance.emergency_plan",
        EmergencyPlan,
        _("Review of an emergency plan"),
        _plans_to_review,
        _plan_due,
    ),
    Deadline(
        "governance.drill",
        Drill,
        _("Improvement after a drill"),
        _unimproved,
        _drill_due,
    ),
    Deadline(
        "governance.screening",
        Screening,
        _("Review of access or conduct"),
        _unmended,
        _screening_due,
    ),
)
