"""Reporting periods: a year, half, quarter or month as a half-open interval."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

_SHAPE = re.compile(
    r"(?P<year>[0-9]{4})(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|-(?P<month>[0-9]{2}))?"
)


class UnknownPeriod(ValueError):
    """The text names no period; the message says which forms do."""


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``start`` up to, not including, ``end``, in Asia/Shanghai.

    ``as_of`` is the day the figures are taken; while the period still runs, stocks
    (open, overdue, in force) stand as of that day instead of the last one.
    """

    code: str
    start: date
    end: date
    as_of: date

    @property
    def stock_day(self) -> date:
        """The day at whose end a stock is counted."""
        return min(self.end - timedelta(days=1), self.as_of)

    @property
    def months(self) -> list[str]:
        """Every month of the period as 2024-05, also those still to come."""
        first = self.start.year * 12 + self.start.month - 1
        last_day = self.end - timedelta(days=1)
        last = last_day.year * 12 + last_day.month
        return [f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last)]

    @property
    def is_running(self) -> bool:
        """Whether days of the period are still to come."""
        return self.as_of < self.end - timedelta(days=1)

    @property
    def a_year_earlier(self) -> "Period":
        """The same period one year before; while this one runs, the same days of it:
        ten months of this year compare with ten months of the last."""
        end = min(self.end, self.as_of + timedelta(days=1))
        code = f"{self.start.year - 1:04d}{self.code[4:]}"
        start = _year_before(self.start)
        end = max(_year_before(end), start + timedelta(days=1))
        return Period(code, start, end, self.as_of)

    @property
    def label(self) -> str:
        """For people: 2024年, 2024年上半年, 2024年第3季度, 2024年5月."""
        year = self.start.year
        if len(self.months) == 12:
            return _("%(year)d") % {"year": year}
        if len(self.months) == 6:
            half = _("first half of %(year)d"), _("second half of %(year)d")
            return half[self.start.month > 1] % {"year": year}
        if len(self.months) == 3:
            quarter = (self.start.month + 2) // 3
            return _("quarter %(quarter)d of %(year)d") % {
                "quarter": quarter,
                "year": year,
            }
        return _("%(month)d/%(year)d") % {"month": self.start.month, "year": year}

    def contains(self, day: date) -> bool:
        return self.start <= day < self.end


def _year_before(day: date) -> date:
    """The same day a year before; 29 February gives 1 March, which as the end of a
    half-open interval keeps all of February."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 3, 1)
    return day.replace(year=day.year - 1)


def parse_period(code: str, *, as_of: date) -> Period:
    """The period named ``2024``, ``2024H1``, ``2024Q3`` or ``2024-05``."""
    match = _SHAPE.fullmatch(code)
    if match is None or not 1990 <= int(match["year"]) <= 2100:
        raise UnknownPeriod(_unknown(code))
    first, length = _months(match)
    if not 1 <= first <= 12:
        raise UnknownPeriod(_unknown(code))
    start = date(int(match["year"]), first, 1)
    last_month = first + length - 1
    last_day = monthrange(start.year, last_month)[1]
    end = date(start.year, last_month, last_day) + timedelta(days=1)
    return Period(code, start, end, as_of)


def _months(match: re.Match[str]) -> tuple[int, int]:
    if match["half"]:
        return int(match["half"]) * 6 - 5, 6
    if match["quarter"]:
        return int(match["quarter"]) * 3 - 2, 3
    if match["month"]:
        return int(match["month"]), 1
    return 1, 12


def _unknown(code: str) -> str:
    return _("“%(code)s” is no period: write 2024, 2024H1, 2024Q3 or 2024-05.") % {
        "code": code[:40]
    }
