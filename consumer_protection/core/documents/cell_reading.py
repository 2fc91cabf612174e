"""Turns what an .xlsx writes in one cell into a value."""

import math
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal

from consumer_protection.core.documents.cells import (
    BAD_DATE,
    EMPTY,
    ERROR_VALUE,
    Cell,
)
from consumer_protection.core.documents.number_formats import NUMBER, TIME, moment

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LONGEST_EXACT = 1e20


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads cells with the shared texts and styles of one workbook."""

    texts: list[Cell]
    kinds: list[str]
    is_1904: bool = False

    def read(self, kind: str, style: str, raw: str) -> Cell:
        """`kind` and `style` are the attributes t and s of the cell."""
        if kind == "s" and raw:
            return self.texts[int(raw)]
        if kind in {"s", "str", "inlineStr"}:
            return text_cell(unescaped(raw))
        if not raw.strip():
            return EMPTY
        if kind == "b":
            return Cell(raw.strip() in {"1", "true"})
        if kind == "e":
            return Cell(raw, problem=ERROR_VALUE)
        if kind == "d":
            return _iso_cell(raw)
        return self._number(raw, int(style or 0))

    def _number(self, raw: str, style: int) -> Cell:
        kind = self.kinds[style] if style < len(self.kinds) else NUMBER
        return number_cell(raw, kind, is_1904=self.is_1904)


def number_cell(raw: str | float, kind: str, *, is_1904: bool) -> Cell:
    number = float(raw)
    if not math.isfinite(number):
        return Cell(str(raw), problem=ERROR_VALUE)
    if kind == NUMBER:
        return Cell(_exact(raw, number), is_number=True)
    found = moment(number, is_1904=is_1904, is_time=kind == TIME)
    if found is None:
        return Cell(_exact(raw, number), is_number=True, problem=BAD_DATE)
    return Cell(found)


def unescaped(raw: str) -> str:
    """Excel writes a sign that XML cannot hold as _x000B_."""
    return _ESCAPE.sub(_sign, raw) if "_x" in raw else raw


def text_cell(raw: str) -> Cell:
    text = raw.replace("\r\n", "\n").replace("\r", "\n")
    return Cell(text) if text else EMPTY


def _exact(raw: str | float, number: float) -> int | float:
    """1.10101199003078E+17 is what Excel keeps of an 18-digit number."""
    if number.is_integer() and abs(number) < _LONGEST_EXACT:
        return int(Decimal(raw))
    return number


def _sign(match: re.Match[str]) -> str:
    """Half of a surrogate pair is no character: it stays as it was written."""
    code = int(match.group(1), 16)
    return match.group() if 0xD800 <= code <= 0xDFFF else chr(code)


def _iso_cell(raw: str) -> Cell:
    try:
        found = datetime.fromisoformat(raw.strip())
    except ValueError:
        return Cell(raw, problem=BAD_DATE)
    if found.tzinfo is not None:
        found = found.astimezone(UTC).replace(tzinfo=None)
    is_day = not (found.hour or found.minute or found.second)
    return Cell(found.date() if is_day else found)
