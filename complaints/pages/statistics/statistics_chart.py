"""The bars of a trend, as places in a picture; the style sheet gives the colours."""

from collections.abc import Sequence
from dataclasses import dataclass

from complaints.statistics import Month

_STEP, _BAR, _HEIGHT, _TOP = 30, 20, 120, 20


@dataclass(frozen=True, slots=True)
class Bar:
    """``is_past``: of the year before the last twelve months."""

    x: int
    y: int
    height: int
    middle: int
    month: Month
    is_past: bool

    @property
    def above(self) -> int:
        """Where the value is written."""
        return self.y - 4

    @property
    def text(self) -> str:
        """A rate without its sign: there is room for few letters."""
        value = self.month.number.value
        return "" if value is None else f"{value:.0f}"

    @property
    def is_first(self) -> bool:
        return self.month.key.endswith("-01")

    @property
    def label(self) -> str:
        """The year at its first month, else the month alone."""
        year, _dash, month = self.month.key.partition("-")
        return year if month == "01" else str(int(month))


@dataclass(frozen=True, slots=True)
class Chart:
    bars: Sequence[Bar]

    width = 24 * _STEP
    bar = _BAR
    ground = _TOP + _HEIGHT
    words = _TOP + _HEIGHT + 16
    height = _TOP + _HEIGHT + 24


def chart(months: Sequence[Month]) -> Chart:
    """Heights against the largest value; a rate nobody had has no bar."""
    values = [month.number.value or 0 for month in months]
    most = max(values, default=0) or 1
    bars = []
    for place, (month, value) in enumerate(zip(months, values, strict=True)):
        height = round(value / most * _HEIGHT)
        x = place * _STEP + (_STEP - _BAR) // 2
        is_past = month.earlier is None
        middle = x + _BAR // 2
        top = _TOP + _HEIGHT - height
        bars.append(Bar(x, top, height, middle, month, is_past))
    return Chart(bars)
