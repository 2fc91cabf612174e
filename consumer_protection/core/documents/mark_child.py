"""The child that marks what is wrong in an .xlsx and keeps its looks."""

from base64 import b64encode
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from consumer_protection.core.documents.cell_writing import (
    REASON_WIDTH,
    WRAPPED,
    WRONG,
    saved,
    set_text,
)
from consumer_protection.core.documents.child_side import Request, answer, serve
from consumer_protection.core.documents.gate import Limits, open_archive
from consumer_protection.core.documents.marks import MarksByRow, by_place
from consumer_protection.core.documents.package_check import check_package


def main() -> None:
    serve(_mark)


def _mark(request: Request, limits: Limits) -> None:
    book = _opened(Path(request["path"]).read_bytes(), limits)
    for name, marks in by_place(request["marks"]).items():
        page = book[name]
        column = _free_column(page)
        _mark_rows(page, marks, column)
        _write(page, request["header_row"], column, request["header"])
    answer({"workbook": b64encode(saved(book)).decode()})


def _opened(data: bytes, limits: Limits) -> Workbook:
    check_package(open_archive(data, limits))
    book = load_workbook(BytesIO(data), keep_links=False)
    for page in book.worksheets:
        _make_formulas_text(page)
    return book


def _make_formulas_text(page: Worksheet) -> None:
    # Not iter_rows: one blank cell far away would make it walk for hours.
    for cell in page._cells.values():
        if isinstance(cell, Cell) and cell.data_type == "f":
            value = cell.value
            text = value.text if isinstance(value, ArrayFormula) else value
            set_text(cell, text if isinstance(text, str) else "=")


def _free_column(page: Worksheet) -> int:
    """The first column, from 1, to the right of every value."""
    held = [
        column for (_, column), cell in page._cells.items() if cell.value is not None
    ]
    free = max(held, default=0) + 1
    for merged in list(page.merged_cells.ranges):
        if merged.max_col >= free:
            page.unmerge_cells(merged.coord)
    page.column_dimensions[get_column_letter(free)].width = REASON_WIDTH
    return free


def _mark_rows(page: Worksheet, marks: MarksByRow, column: int) -> None:
    for row, marked in marks.items():
        for wrong in marked.columns:
            page.cell(row, wrong + 1).fill = WRONG
        _write(page, row, column, marked.told())


def _write(page: Worksheet, row: int, column: int, text: str) -> None:
    cell = page.cell(row, column)
    if isinstance(cell, Cell):
        set_text(cell, text)
        cell.alignment = WRAPPED
