"""What is done to complaints."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints import rules, states
from complaints.models import Complaint
from complaints.models.life import keeps_case, major_reason, named
from consumer_protection.core import numbers, trail, transitions
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import TimeLimit, User
from consumer_protection.core.models.time_limit import LimitBook

_OWN_NUMBER = re.compile(
    rf"{rules.PREFIX}([0-9]{{4}})([0-9]{{{rules.DIGITS},{rules.DIGITS + 2}}})"
)
_OUTCOME = frozenset({"closed_on", "outcome"})
# What a deadline hangs on: of a case put on record here it is told by the moves, so
# that a late answer stays late whatever is written afterwards.
_KEPT = frozenset(
    {
        "received_on",
        "extended_to",
        "suspended_from",
        "suspended_to",
        "notified_on",
        "closed_on",
    }
)

# What a second person decided upon, and what makes it a senior manager's to decide.
_DECIDED = frozenset(
    {"record_nature", "finding", "outcome", "compensation", "is_major", "level"}
)


@transaction.atomic
def import_complaint(
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Complaint:
    """Take a past case from a ledger, with its outcome, in its final state."""
    return import_complaints([values], actor=actor, at=at, way=way)[0]


@transaction.atomic
def import_complaints(
    rows: Sequence[Mapping[str, Any]],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> list[Complaint]:
    """Take past cases in a few statements, however many they are.

    All of one institution; numbers are given in the order of the rows, behind those
    that bring their own.
    """
    limits = TimeLimit.objects.book()
    complaints = []
    for values in rows:
        complaint = Complaint(root=values["unit"].root)
        if way is trail.API and not values.get("closed_on"):
            # Put on record by a program: an open case from its first day here.
            complaint.registered_by, complaint.registered_at = actor, at
        _set(complaint, values)
        _keep_due_date(complaint, limits)
        complaint.status = _final_status(complaint)
        complaints.append(complaint)
    _raise_counters(complaints)
    _give_numbers([one for one in complaints if not one.number])
    Complaint.objects.bulk_create(complaints)
    transitions.tell_final(complaints, actor=actor, at=at, way=way)
    return complaints


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
    number once given is never lost. Raises WriteRefused where they are not the
    actor's to change, or not any more."""
    if not keeps_case(complaint, actor):
        raise WriteRefused(_("Your unit only helps with this case."))
    if complaint.is_kept_here:
        _refuse(complaint, _KEPT & changes.keys(), _("Told by the steps of the case"))
        if complaint.status in states.WEIGHED:
            why = _("Decided upon: return the proposal, or reopen the case")
            _refuse(complaint, _DECIDED & changes.keys(), why)
    was = complaint.status
    _set(complaint, {**changes, "number": complaint.number})
    if "complained_person" in changes:
        complaint.complained_account = named(complaint, complaint.complained_person)
    if complaint.is_kept_here and not complaint.is_major and major_reason(complaint):
        raise WriteRefused(_("This complaint is major by itself."))
    _keep_due_date(complaint, TimeLimit.objects.book())
    if not complaint.is_kept_here and not _OUTCOME.isdisjoint(changes):
        complaint.status = _final_status(complaint)
    complaint.save()
    told: dict[str, object] = {"fields": sorted(changes)}
    if complaint.status != was:
        told["status"] = [was, complaint.status]
    trail.record(complaint, way.changed, actor=actor, at=at, changes=told)


def _refuse(complaint: Complaint, fields: Collection[str], why: str) -> None:
    if fields:
        labels = {one.name: one.verbose_name for one in complaint._meta.concrete_fields}
        names = "、".join(str(labels[one]) for one in sorted(fields))
        message = _("%(why)s: %(fields)s")
        raise WriteRefused(message % {"why": why, "fields": names})


def _set(complaint: Complaint, values: Mapping[str, Any]) -> None:
    """The unit first: the blind index of personal data hangs on its institution."""
    if "unit" in values:
        complaint.unit = values["unit"]
    for name, value in values.items():
        setattr(complaint, name, value)


def _give_numbers(complaints: Sequence[Complaint]) -> None:
    """The next numbers of each year of receipt, in the order given."""
    years = Counter(one.received_on.year for one in complaints)
    for year, count in years.items():
        due = [one for one in complaints if one.received_on.year == year]
        given = numbers.next_numbers(due[0].root, rules.PREFIX, year, count)
        for complaint, number in zip(due, given, strict=True):
            complaint.number = rules.own_number(year, number)


def _raise_counters(complaints: Sequence[Complaint]) -> None:
    """Imported numbers of our own form let their year go on behind the highest."""
    highest: dict[int, int] = {}
    for complaint in complaints:
        if own := _OWN_NUMBER.fullmatch(complaint.number):
            year = int(own[1])
            highest[year] = max(int(own[2]), highest.get(year, 0))
    for year, number in highest.items():
        numbers.raise_to(complaints[0].root, rules.PREFIX, year, number)


def _keep_due_date(complaint: Complaint, limits: LimitBook) -> None:
    complaint.due_on = rules.due_on(complaint.clock, limits.on(complaint.received_on))


def _final_status(complaint: Complaint) -> str:
    """The state a ledger's row tells."""
    if complaint.closed_on:
        return "withdrawn" if complaint.outcome == "withdrawn" else "closed"
    if complaint.investigation or complaint.finding:
        return "investigating"
    return "assigned" if complaint.handling_unit else "registered"
