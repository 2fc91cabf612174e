"""What a sheet holds, and how it crosses the pipe from the reading child."""

from dataclasses import dataclass, replace
from datetime import date, datetime

Value = str | int | float | bool | date | datetime | None
Packed = str | int | float | list[str | int | float | bool | None] | None

FORMULA = "formula"
ERROR_VALUE = "error_value"
BAD_DATE = "bad_date"


@dataclass(frozen=True, slots=True)
class Cell:
    """`problem` is a code: FORMULA, ERROR_VALUE, BAD_DATE, or empty."""

    value: Value
    is_formula: bool = False
    is_number: bool = False
    problem: str = ""


EMPTY = Cell(None)
Row = tuple[int, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows carry the number Excel shows; blank rows are left out."""

    name: str
    rows: tuple[Row, ...]


def is_blank(cell: Cell) -> bool:
    """A formula is never blank, even when it shows nothing."""
    if isinstance(cell.value, str):
        return not (cell.value.strip() or cell.is_formula)
    return cell.value is None and not cell.problem


def as_formula(cell: Cell) -> Cell:
    return replace(cell, is_formula=True, problem=FORMULA)


def pack(cell: Cell) -> Packed:
    value = cell.value
    if not cell.problem and not cell.is_formula:
        if value is None or isinstance(value, str):
            return value
        if cell.is_number and isinstance(value, int | float):
            return value
    if isinstance(value, date):
        value = value.isoformat()
    kind = type(cell.value).__name__
    return [kind, value, cell.is_formula, cell.is_number, cell.problem]


def unpack(packed: Packed) -> Cell:
    if packed is None:
        return EMPTY
    if isinstance(packed, str):
        return Cell(packed)
    if isinstance(packed, int | float):
        return Cell(packed, is_number=True)
    kind, value, is_formula, is_number, problem = packed
    return Cell(
        _revived(str(kind), value), bool(is_formula), bool(is_number), str(problem)
    )


def _revived(kind: str, value: str | float | None) -> Value:
    if kind == "date":
        return date.fromisoformat(str(value))
    if kind == "datetime":
        return datetime.fromisoformat(str(value))
    return value
