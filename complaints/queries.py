"""What others read of complaints, as plain values."""

from dataclasses import dataclass
from datetime import date

from complaints import routing, rules
from complaints.models import (
    Complaint,
    RoutingRule,
    first_contact_by,
    first_reply_by,
)
from consumer_protection.core.deadlines import times
from consumer_protection.core.models import Unit
from consumer_protection.core.scope import Asker

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open case: ``days_left`` is negative once it is overdue."""

    number: str
    url: str
    unit: str
    due_on: date
    days_left: int


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due date and how it comes about; late stays late once the case is closed.
    While the clock stands the due date moves on, and nothing is overdue. The limits
    of first contact and first reply are our own, in working days."""

    due_on: date
    rule: str
    days_used: int
    is_overdue: bool
    contact_by: date
    reply_by: date
    steps: list[rules.Step]


def deadline(complaint: Complaint, today: date) -> Deadline:
    clock, until = complaint.clock, complaint.closed_on or today
    now = times()
    limits = now.limits.on(complaint.received_on)
    is_pbc = complaint.is_pbc
    return Deadline(
        complaint.due_on,
        rules.deciding(clock, limits, is_pbc=is_pbc),
        rules.days_used(clock, until),
        complaint.was_late or (until > complaint.due_on and not complaint.stands),
        first_contact_by(complaint, now),
        first_reply_by(complaint, now),
        rules.steps(clock, limits, is_pbc=is_pbc),
    )


def waiting(asker: Asker, today: date) -> list[Waiting]:
    """Open complaints by due date, the first ten."""
    found = Complaint.objects.visible_to(asker).complaints().filter(closed_on=None)
    first = found.select_related("unit").order_by("due_on", "pk")[:_SHOWN]
    return [
        Waiting(
            one.number,
            one.get_absolute_url(),
            str(one.unit),
            one.due_on,
            (one.due_on - today).days,
        )
        for one in first
    ]


def last_year(asker: Asker) -> int | None:
    """The year of the newest complaint, or None."""
    newest = Complaint.objects.visible_to(asker).order_by("-received_on").first()
    return newest.received_on.year if newest else None


def suggested_unit(complaint: Complaint, on: date) -> Unit:
    """To whom a case goes when it is assigned: by the rules in force on that day."""
    rules_of_root = RoutingRule.objects.of(complaint.root_id)
    rule = routing.route(facts_of(complaint, on), rules_of_root)
    return rule.handling_unit if rule else without_rule(complaint.unit, on)


def facts_of(complaint: Complaint, on: date) -> routing.Facts:
    level = "major" if complaint.is_major else complaint.level or "general"
    return routing.Facts(
        on,
        complaint.unit_id,
        complaint.source,
        complaint.category,
        complaint.intake_channel,
        level,
    )


def without_rule(unit: Unit, on: date) -> Unit:
    """An outlet answers for itself while it is there; the lead department for others."""
    is_there = unit.valid_to is None or on < unit.valid_to
    return unit if unit.kind == "outlet" and is_there else unit.lead()
