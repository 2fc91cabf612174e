"""Which numbers in a workbook are moments, and which moment they are."""

import re
from datetime import date, datetime, timedelta

NUMBER, DATE, TIME = "number", "date", "time"

_SECONDS = 86_400
_LAST_DAY = 2_958_465
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56})
# 27-36 and 50-58 are the dates of the Chinese and Japanese Excel.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(50, 59)})
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]')


def kind_of_format(format_id: int, code: str | None) -> str:
    """A code written in the file wins over the meaning of its number."""
    if code is not None:
        return _kind_of_code(code)
    if format_id in _BUILT_IN_TIMES:
        return TIME
    return DATE if format_id in _BUILT_IN_DATES else NUMBER


def _kind_of_code(code: str) -> str:
    letters = _LITERAL.sub("", code.lower()).partition(";")[0]
    if any(sign in letters for sign in ("y", "d", "aaa")):
        return DATE
    if any(sign in letters for sign in ("h", "s", "[m")):
        return TIME
    return DATE if "m" in letters else NUMBER


def moment(serial: float, *, is_1904: bool, is_time: bool) -> date | str | None:
    """A whole serial is a day; a time of day without a day is text."""
    seconds = round(serial * _SECONDS)
    day, second = divmod(seconds, _SECONDS)
    if is_time and day == 0:
        return _time_of_day(second)
    start = _epoch(day, is_1904=is_1904)
    if start is None or day > _LAST_DAY:
        return None
    found = start + timedelta(days=day, seconds=second)
    return found if second else found.date()


def _epoch(day: int, *, is_1904: bool) -> datetime | None:
    """Excel counts a 29 February 1900 that never was, as day 60."""
    if is_1904:
        return datetime.fromisoformat("1904-01-01") if day >= 0 else None
    if day < 1 or day == 60:
        return None
    return datetime.fromisoformat("1899-12-31" if day < 60 else "1899-12-30")


def _time_of_day(second: int) -> str:
    hour, rest = divmod(second, 3600)
    minute, left = divmod(rest, 60)
    return f"{hour:02}:{minute:02}" + (f":{left:02}" if left else "")
