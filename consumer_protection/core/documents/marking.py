"""Gives people their own workbook back, with what is wrong in it marked."""

from base64 import b64decode
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell as BookCell
from openpyxl.utils import get_column_letter

from consumer_protection.core.documents.cell_writing import (
    REASON_WIDTH,
    WRONG,
    Page,
    header_cell,
    new_cell,
    saved,
    sheet_name,
    text_cell,
)
from consumer_protection.core.documents.cells import Cell, Sheet
from consumer_protection.core.documents.child import answers
from consumer_protection.core.documents.gate import LIMITS, ZIP
from consumer_protection.core.documents.marks import Placed, RowMarks, by_place
from consumer_protection.core.documents.refusals import FileRefused
from consumer_protection.core.documents.sheets import read_sheets
from consumer_protection.core.documents.simple_values import simple


@dataclass(frozen=True, slots=True)
class Mark:
    """`row` as Excel shows it; `column` is a header, or None for the whole row."""

    sheet: str
    row: int
    column: str | None
    reason: str


def mark_errors(
    source: Path,
    marks: Sequence[Mark],
    *,
    columns: Mapping[str, int],
    header: str,
    header_row: int = 1,
) -> bytes:
    """`columns` tells where each header stands, from 0.

    An .xlsx keeps its looks, but its formulas become text. Any other file, and
    an .xlsx too odd or too large for that, is rebuilt from its values.
    """
    placed = [
        (mark.sheet, mark.row, columns.get(mark.column or ""), mark.reason)
        for mark in marks
    ]
    if _is_archive(source):
        with suppress(FileRefused):
            return _marked_original(source, placed, header, header_row)
    # A file refused for a good reason is refused again here.
    return _rebuilt(read_sheets(source), placed, header, header_row)


def _is_archive(source: Path) -> bool:
    with source.open("rb") as stream:
        return stream.read(len(ZIP)) == ZIP


def _marked_original(
    source: Path, placed: Sequence[Placed], header: str, header_row: int
) -> bytes:
    request = {
        "path": str(source.resolve()),
        "marks": placed,
        "header": header,
        "header_row": header_row,
    }
    messages = list(answers("mark_child", request, LIMITS))
    return b64decode(messages[0]["workbook"])


def _rebuilt(
    sheets: Sequence[Sheet], placed: Sequence[Placed], header: str, header_row: int
) -> bytes:
    places = by_place(placed)
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet_name(sheet.name, "Sheet1"))
        marks = places.get(sheet.name, {})
        rows = dict(sheet.rows)
        width = max(map(len, rows.values()))
        page.column_dimensions[get_column_letter(width + 1)].width = REASON_WIDTH
        for number in range(1, max([*rows, *marks]) + 1):
            row = _row(page, rows.get(number, ()), width, marks.get(number))
            if marks and number == header_row:
                row[width] = header_cell(page, header)
            page.append(row)
    return saved(book)


def _row(
    page: Page, cells: Sequence[Cell], width: int, marks: RowMarks | None
) -> list[BookCell]:
    """One cell wider than the table, for the reasons."""
    blanks = [None] * (width + 1 - len(cells))
    values = [*(simple(cell.value) for cell in cells), *blanks]
    row = [new_cell(page, value) for value in values]
    if marks is not None:
        row[width] = text_cell(page, marks.told())
        for column in marks.columns.intersection(range(width)):
            row[column].fill = WRONG
    return row
