"""Tables and trends of complaints: the figures' own records, divided by dimensions.

Each table is one GROUP BY over the very records that a figure counts; the list
behind a cell narrows the same records by the same keys.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from complaints.dimensions import DIMENSIONS, Dimension
from complaints.figures import COMPLAINTS, FIGURES
from consumer_protection.core.figures import (
    UNSET,
    AnyFigure,
    Figure,
    Ratio,
    ratio,
)
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker

TREND_MONTHS = 24
Keys = tuple[str, ...]
# Dimension → the one key that is looked at.
Within = Mapping[str, str]
_ALL: Within = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Number:
    """A count, or a rate with what stands above and below the line."""

    above: int = 0
    below: int | None = None
    per: int = 100

    @property
    def value(self) -> int | float | None:
        if self.below is None:
            return self.above
        return ratio(self.above, self.below, self.per)

    @property
    def is_empty(self) -> bool:
        return not self.above and not self.below

    def __add__(self, other: "Number") -> "Number":
        if self.below is None:
            return Number(self.above + other.above)
        below = self.below + (other.below or 0)
        return Number(self.above + other.above, below, self.per)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted (``whole``), and of a rate what of it stands above the line;
    ``month`` names the dimension of its own day."""

    code: str
    whole: Figure
    month: str
    part: Figure | None = None

    @property
    def figure(self) -> AnyFigure:
        return FIGURES[self.code]

    @property
    def zero(self) -> Number:
        return Number() if self.part is None else Number(0, 0)

    def counts(
        self, asker: Asker, period: Period, *by: Dimension, within: Within = _ALL
    ) -> dict[Keys, Number]:
        """Number by keys, in one query; combinations without records are left out."""
        records: Any = self.whole.records(asker, period).order_by()
        for name, key in within.items():
            records = DIMENSIONS[name].narrow(records, key)
        for dimension in by:
            records = dimension.keyed(records)
        columns = [dimension.column for dimension in by]
        counted = {"whole": Count("pk")}
        if self.part is not None:
            above = self.part.records(asker, period).order_by().values("pk")
            counted["part"] = Count("pk", filter=Q(pk__in=above))
        if not by:
            return {(): self._number(records.aggregate(**counted))}
        return {
            tuple(row[column] or UNSET for column in columns): self._number(row)
            for row in records.values(*columns).annotate(**counted)
        }

    def _number(self, row: Mapping[str, Any]) -> Number:
        if self.part is None:
            return Number(row["whole"])
        return Number(row["part"], row["whole"])


def _measure(code: str, month: str) -> Measure:
    figure = FIGURES[f"complaints.{code}"]
    if isinstance(figure, Ratio) and isinstance(figure.below, Figure):
        return Measure(figure.code, figure.below, month, figure.above)
    if isinstance(figure, Figure):
        return Measure(figure.code, figure, month)
    raise TypeError(code)


MEASURES = {
    "received": _measure("received", "month"),
    "closed": _measure("closed", "closed_month"),
    "on_time": _measure("on_time_rate", "closed_month"),
    "satisfaction": _measure("satisfaction_rate", "closed_month"),
    "satisfied_of_closed": _measure("satisfaction_of_closed_rate", "closed_month"),
}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by columns with their sums; without columns there is the sum alone."""

    measure: Measure
    period: Period
    rows: Dimension
    columns: Dimension | None
    row_labels: Mapping[str, str]
    column_labels: Mapping[str, str]
    cells: Mapping[Keys, Number]
    within: Within

    def cell(self, row: str, column: str) -> Number:
        return self.cells.get((row, column), self.measure.zero)

    def row_sum(self, row: str) -> Number:
        return self._sum(keys for keys in self.cells if keys[0] == row)

    def column_sum(self, column: str) -> Number:
        return self._sum(keys for keys in self.cells if keys[1:] == (column,))

    @property
    def sum(self) -> Number:
        return self._sum(self.cells)

    def _sum(self, keys: Iterable[Keys]) -> Number:
        return sum((self.cells[one] for one in keys), self.measure.zero)


def table(
    measure: Measure,
    asker: Asker,
    period: Period,
    rows: Dimension,
    columns: Dimension | None = None,
    within: Within = _ALL,
) -> Table:
    """One query for the cells, one more where units are to be named."""
    by = [rows] if columns is None or columns is rows else [rows, columns]
    cells = measure.counts(asker, period, *by, within=within)
    return Table(
        measure,
        period,
        rows,
        by[1] if len(by) > 1 else None,
        _labels(rows, _weights(cells, 0), measure, asker, period),
        _labels(by[1], _weights(cells, 1), measure, asker, period) if by[1:] else {},
        cells,
        within,
    )


def _weights(cells: Mapping[Keys, Number], place: int) -> dict[str, int]:
    """Key → how many records have it."""
    found: dict[str, int] = {}
    for keys, number in cells.items():
        weight = number.above if number.below is None else number.below
        found[keys[place]] = found.get(keys[place], 0) + weight
    return found


def _labels(
    of: Dimension,
    weights: Mapping[str, int],
    measure: Measure,
    asker: Asker,
    period: Period,
) -> dict[str, str]:
    """The keys to show with their words: largest first, or in their own order, then
    also those without records; ``unset`` last."""
    if of.is_month:
        known = {key: key for key in weights if key != UNSET}
        if of.name == measure.month:
            known |= {key: key for key in period.months}
        known = dict(sorted(known.items()))
    elif of.name == "unit":
        units = Unit.objects.visible_to(asker).filter(pk__in=[*weights])
        known = {str(unit.pk): str(unit) for unit in units}
    else:
        known = dict(of.labels())
    if not of.in_order:
        ordered = sorted(weights, key=lambda key: (-weights[key], key))
        known = {key: known.get(key, key) for key in ordered if key != UNSET}
    known |= {key: key for key in weights if key not in known and key != UNSET}
    if weights.get(UNSET):
        known[UNSET] = _("not filled in")
    return known


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a trend beside the same month of the year before; a month that
    still runs has nothing to be compared with."""

    key: str
    number: Number
    earlier: Number | None
    is_running: bool = False


def trend(
    measure: Measure, asker: Asker, period: Period, within: Within = _ALL
) -> list[Month]:
    """The 24 months up to the period's last one that has begun; one query."""
    last = min(period.stock_day, period.as_of)
    first = last.year * 12 + last.month - TREND_MONTHS
    start = date(first // 12, first % 12 + 1, 1)
    end_month = last.year * 12 + last.month
    end = date(end_month // 12, end_month % 12 + 1, 1)
    window = Period(period.code, start, end, period.as_of)
    by = DIMENSIONS[measure.month]
    found = measure.counts(asker, window, by, within=within)
    numbers = [found.get((key,), measure.zero) for key in window.months]
    return [
        Month(
            key,
            numbers[at],
            numbers[at - 12] if at >= 12 else None,
            is_running=key == f"{period.as_of:%Y-%m}",
        )
        for at, key in enumerate(window.months)
    ]


def years(asker: Asker, today: date) -> range:
    """From the institution's first complaint to the present year."""
    first = COMPLAINTS.first_day(asker) or today
    return range(min(first, today).year, today.year + 1)
