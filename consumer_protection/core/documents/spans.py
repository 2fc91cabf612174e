"""Cells by place, and the ranges that speak for more than one of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from consumer_protection.core.documents.cells import EMPTY, Cell, Row, as_formula
from consumer_protection.core.documents.gate import Limits, Refused

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends included; rows as Excel counts them, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


def span_of(reference: str) -> Span:
    first, _, last = reference.replace("$", "").partition(":")
    last = last or first
    return Span(_row_of(first), column_of(first), _row_of(last), column_of(last))


def column_of(reference: str) -> int:
    return _column(reference.rstrip(_DIGITS))


def _row_of(reference: str) -> int:
    return int(reference[len(reference.rstrip(_DIGITS)) :])


@lru_cache(maxsize=1024)
def _column(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):
        raise Refused("damaged")
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number - 1


class Grid:
    """The cells of one sheet that say something, and the limits they obey."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows: dict[int, dict[int, Cell]] = {}

    def put(self, row: int, column: int, cell: Cell) -> None:
        if row > self._limits.rows:
            raise Refused("too_many_rows")
        if column >= self._limits.columns:
            raise Refused("too_many_columns")
        self._rows.setdefault(row, {})[column] = cell

    def fill_down(self, merged: Iterable[Span]) -> None:
        """A value merged over several rows is meant for each of them.

        A row with nothing of its own stays blank: it is the lower half of one
        tall record. Across columns the value stays in the first cell.
        """
        for span in self._bounded(merged):
            source = self._rows.get(span.top, {}).get(span.left)
            if source is not None and span.left == span.right:
                for cells in self._rows_of(span):
                    cells.setdefault(span.left, source)

    def spread_formulas(self, ranges: Iterable[Span]) -> None:
        """Only the first cell of an array formula says that it is one."""
        for span in self._bounded(ranges):
            for cells in self._rows_of(span):
                for column in cells.keys() & range(span.left, span.right + 1):
                    cells[column] = as_formula(cells[column])

    def rows(self) -> tuple[Row, ...]:
        return tuple(
            (number, _dense(self._rows[number])) for number in sorted(self._rows)
        )

    def _rows_of(self, span: Span) -> Iterator[dict[int, Cell]]:
        for number in range(span.top, min(span.bottom, self._limits.rows) + 1):
            if number in self._rows:
                yield self._rows[number]

    def _bounded(self, spans: Iterable[Span]) -> Iterator[Span]:
        """Many tall ranges over one another would cost hours."""
        budget = self._limits.cells
        for span in spans:
            height = min(span.bottom, self._limits.rows) - span.top
            budget -= max(height, 0) + 1
            if budget < 0:
                raise Refused("too_complex")
            yield span


def _dense(cells: dict[int, Cell]) -> tuple[Cell, ...]:
    return tuple(cells.get(column, EMPTY) for column in range(max(cells) + 1))
