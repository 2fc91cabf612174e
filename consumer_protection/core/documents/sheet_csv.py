"""Reads a .csv: every value is text, rows are numbered as Excel does."""

import csv
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from itertools import islice

from consumer_protection.core.documents.cell_reading import text_cell
from consumer_protection.core.documents.cells import Sheet, is_blank
from consumer_protection.core.documents.gate import Limits, Refused
from consumer_protection.core.documents.plain_text import unguard
from consumer_protection.core.documents.spans import Grid

SHEET_NAME = "Sheet1"
_DELIMITERS = ",;\t"
_SAMPLE = 50


def read_csv(data: bytes, limits: Limits) -> tuple[Sheet, ...]:
    text = _decoded(data)
    csv.field_size_limit(limits.cell_characters)
    grid = Grid(limits)
    try:
        for number, record in enumerate(_records(text, _delimiter(text)), start=1):
            if number > limits.rows:
                raise Refused("too_many_rows")
            _put(grid, number, record)
    except csv.Error as error:
        raise Refused("broken_csv") from error
    return (Sheet(SHEET_NAME, grid.rows()),)


def _put(grid: Grid, number: int, record: list[str]) -> None:
    for column, value in enumerate(record):
        cell = text_cell(unguard(value))
        if not is_blank(cell):
            grid.put(number, column, cell)


def _decoded(data: bytes) -> str:
    if b"\0" in data:
        raise Refused("not_workbook")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.lstrip().startswith(("<", "%PDF-", "{\\rtf")):
            raise Refused("not_workbook")
        return text
    raise Refused("not_workbook")


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """Strict: a quote that never closes would swallow the rest unseen."""
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _delimiter(text: str) -> str:
    """The sign that cuts most rows into the same number of pieces."""
    return max(_DELIMITERS, key=lambda sign: _regularity(text, sign))


def _regularity(text: str, delimiter: str) -> tuple[int, int]:
    """How many rows are equally wide, and how wide; a broken rest counts no more."""
    widths: Counter[int] = Counter()
    with suppress(csv.Error):
        for record in islice(_records(text, delimiter), _SAMPLE):
            if len(record) > 1:
                widths[len(record)] += 1
    return max(((rows, width) for width, rows in widths.items()), default=(0, 0))
