"""What falls due, declared by whoever owns it and loaded by name from settings."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from consumer_protection.core.calendar import WorkingDays, working_days
from consumer_protection.core.models import TimeLimit
from consumer_protection.core.models.time_limit import LimitBook


@dataclass(frozen=True, slots=True)
class Due:
    """One thing's time, from the end of ``start`` to the end of ``on``, and whose it is.

    In hand of ``persons``, else of those in ``unit_id`` with the clearance ``may``.
    Nobody of ``never`` is told.
    """

    start: date
    on: date
    root_id: int
    unit_id: int
    may: str
    persons: frozenset[int] = frozenset()
    never: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Times:
    """Limits and working days, read once for many records."""

    limits: LimitBook
    calendar: WorkingDays

    def after(self, day: date, code: str) -> date:
        """The last day of the limit in force on ``day``, which is not counted."""
        limit = self.limits.on(day)[code]
        if limit.is_working_days:
            return self.calendar.add(day, limit.days)
        return day + timedelta(days=limit.days)


def times() -> Times:
    """As the tables have them now; two queries."""
    return Times(TimeLimit.objects.book(), working_days())


def _own_page(record: Any) -> str:
    return str(record.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Deadline:
    """``running`` narrows records to those whose time runs; ``related`` is what their
    time and their name are read with. ``due`` of one that ``is_timed`` is kept nowhere
    and told from the times as they are."""

    code: str
    noun: type[Model]
    label: str | Promise
    running: Callable[[Any], Any]
    due: Callable[..., Due]
    related: tuple[str, ...] = ()
    page: Callable[[Any], str] = _own_page
    is_timed: bool = False

    def due_of(self, record: Any, now: Times) -> Due:
        return self.due(record, now) if self.is_timed else self.due(record)

    def seen_by(self, asker: Any) -> Any:
        """The noun's records in the asker's scope."""
        found = self.noun.objects.visible_to(asker)  # type: ignore[attr-defined]
        return found.select_related(*self.related) if self.related else found


@cache
def deadlines() -> dict[str, Deadline]:
    """Every declared deadline by its code."""
    found: dict[str, Deadline] = {}
    for name in settings.DEADLINES:
        found |= {one.code: one for one in import_string(name)}
    return found


def people(*ids: int | None) -> frozenset[int]:
    """Accounts by id, where there are any."""
    return frozenset(pk for pk in ids if pk is not None)
