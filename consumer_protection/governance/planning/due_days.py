"""When a rule's duties fall due: the periods of a year and the day of each."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from consumer_protection.core.calendar import WorkingDays
from consumer_protection.governance.models import DutyRule

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


@dataclass(frozen=True, slots=True)
class Owed:
    """A rule's duty for one period: ``starts_on`` is when it can first be done."""

    period: str
    starts_on: date
    due_on: date


def owed_in(rule: DutyRule, year: int, days: WorkingDays) -> Iterator[Owed]:
    """What a rule asks for by days of a calendar year, while it is in force."""
    length = _MONTHS.get(rule.every)
    if length is None:
        return
    for of_year in (year - 1, year):
        for first in range(1, 13, length):
            start = date(of_year, first, 1)
            end = _last_of(of_year, first + length - 1)
            due = _due(rule, end, days)
            if due and due.year == year and _is_in_force(rule, due):
                begins = start if rule.in_same_year else end + timedelta(days=1)
                yield Owed(_name(rule.every, start), begins, due)


def _due(rule: DutyRule, end: date, days: WorkingDays) -> date | None:
    if rule.due_month and rule.due_day:
        year = end.year if rule.in_same_year else end.year + 1
        last = monthrange(year, rule.due_month)[1]
        return date(year, rule.due_month, min(rule.due_day, last))
    if rule.days is None:
        return None
    if rule.days_in == "working":
        return days.add(end, rule.days)
    return end + timedelta(days=rule.days)


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _name(every: str, start: date) -> str:
    if every == "month":
        return f"{start:%Y-%m}"
    if every == "quarter":
        return f"{start.year}Q{(start.month + 2) // 3}"
    if every == "half_year":
        return f"{start.year}H{(start.month + 5) // 6}"
    return str(start.year)


def _is_in_force(rule: DutyRule, day: date) -> bool:
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)
