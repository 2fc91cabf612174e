"""Numbers as people see them, each with the address of the records it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints.statistics import Measure, Month, Number, Table
from consumer_protection.core.figures import ratio


@dataclass(frozen=True, slots=True)
class Cell:
    """``url`` opens what is counted, of a rate what stands above the line and
    ``whole_url`` what stands below; both empty for who may not open records."""

    number: Number
    url: str = ""
    whole_url: str = ""

    @property
    def text(self) -> str:
        return told(self.number)


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is what the page is narrowed to by a click on the label."""

    label: str
    cells: list[Cell]
    sum: Cell
    key: str = ""


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of one table. ``opens``: whether the reader may open records."""

    of: Table
    opens: bool

    def rows(self) -> Iterator[Row]:
        for key, label in self.of.row_labels.items():
            own = {self.of.rows.name: key}
            cells = [
                self._cell(self.of.cell(key, other), {**own, **self._column(other)})
                for other in self.of.column_labels
            ]
            yield Row(label, cells, self._cell(self.of.row_sum(key), own), key)

    def foot(self) -> Row:
        of = self.of
        sums = [
            self._cell(of.column_sum(key), self._column(key))
            for key in of.column_labels
        ]
        return Row(_("Sum"), sums, self._cell(of.sum, {}))

    def _column(self, key: str) -> dict[str, str]:
        return {self.of.columns.name: key} if self.of.columns else {}

    def _cell(self, number: Number, keys: dict[str, str]) -> Cell:
        if not self.opens:
            return Cell(number)
        asked = {**self.of.within, **keys}
        return linked(self.of.measure, self.of.period.code, number, asked)


def linked(
    measure: Measure, period: str, number: Number, keys: Mapping[str, str]
) -> Cell:
    if measure.part is None:
        return Cell(number, _address(measure.whole.code, period, keys))
    return Cell(
        number,
        _address(measure.part.code, period, keys),
        _address(measure.whole.code, period, keys),
    )


def _address(figure: str, period: str, keys: Mapping[str, str]) -> str:
    asked = urlencode({"figure": figure, "period": period, **keys})
    return f"{reverse('complaints:complaint_list')}?{asked}"


def told(number: Number) -> str:
    if number.below is None:
        return str(number.above)
    return "—" if number.value is None else f"{number.value:.2f}%"


def change(now: Number, before: Number) -> str:
    """How much more or less than a year before; of rates, in percentage points."""
    if now.below is not None:
        if now.value is None or before.value is None:
            return ""
        points = round(now.value - before.value, 2)
        return _("%(points)s points") % {"points": f"{points:+.2f}"}
    more = now.above - before.above
    if not more:
        return "0"
    share = ratio(more, before.above, 100)
    return f"{more:+d}" if share is None else f"{more:+d} ({share:+.2f}%)"


@dataclass(frozen=True, slots=True)
class Line:
    """A month beside the same month of the year before."""

    month: str
    now: Cell
    before: Cell
    change: str


def lines(of: Table, months: list[Month], *, opens: bool) -> list[Line]:
    """The last twelve months, the newest first."""

    def cell(key: str, number: Number) -> Cell:
        return linked(of.measure, key, number, of.within) if opens else Cell(number)

    return [
        Line(
            month.key,
            cell(month.key, month.number),
            cell(_year_before(month.key), month.earlier),
            _("month not over")
            if month.is_running
            else change(month.number, month.earlier),
        )
        for month in reversed(months)
        if month.earlier is not None
    ]


def _year_before(month: str) -> str:
    return f"{int(month[:4]) - 1:04d}{month[4:]}"
