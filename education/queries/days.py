"""The days of a month, both included."""

import calendar
from datetime import date


def month_days(year: int, month: int) -> tuple[date, date]:
    last = calendar.monthrange(year, month)[1]
    return date(year, month, 1), date(year, month, last)
