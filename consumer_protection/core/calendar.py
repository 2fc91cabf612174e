"""Working days of China: the week, the holidays, the make-up working days."""

from dataclasses import dataclass
from datetime import date, timedelta

from consumer_protection.core.models import Workday

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The exceptions to the week; years without any are not announced yet."""

    exceptions: dict[date, bool]

    def is_working(self, day: date) -> bool:
        return self.exceptions.get(day, day.weekday() < _SATURDAY)

    def is_provisional(self, day: date) -> bool:
        """Whether the year's holidays are not announced, so that dates may move."""
        return all(known.year != day.year for known in self.exceptions)

    def add(self, start: date, days: int) -> date:
        """The ``days``-th working day after ``start`` (the day itself not counted)."""
        day = start
        while days > 0:
            day += timedelta(days=1)
            days -= self.is_working(day)
        return day


def working_days() -> WorkingDays:
    """The calendar as the table has it now; one query."""
    return WorkingDays(dict(Workday.objects.values_list("day", "is_working")))
