"""Reads an old .xls."""

import io
from collections.abc import Iterator
from typing import Any

import xlrd
from xlrd import compdoc

from consumer_protection.core.documents.cell_reading import number_cell, text_cell
from consumer_protection.core.documents.cells import (
    EMPTY,
    ERROR_VALUE,
    Cell,
    Sheet,
    as_formula,
    is_blank,
)
from consumer_protection.core.documents.gate import Limits, Refused
from consumer_protection.core.documents.number_formats import DATE, NUMBER, TIME
from consumer_protection.core.documents.spans import Grid
from consumer_protection.core.documents.xls_records import (
    check_globals,
    sheet_records,
)

_VISIBLE = 0
_UNWANTED = {
    "EncryptedPackage": "encrypted",
    "_VBA_PROJECT_CUR": "macro",
    "_VBA_PROJECT": "macro",
}


def read_xls(data: bytes, limits: Limits) -> Iterator[Sheet]:
    _check_directory(data)
    book = _opened(data)
    check_globals(book.mem, book.base)
    for index in range(book.nsheets):
        sheet = book.sheet_by_index(index)
        if sheet.visibility == _VISIBLE:
            grid = _grid(book, sheet, limits)
            yield Sheet(sheet.name, grid.rows())
        book.unload_sheet(index)


def _check_directory(data: bytes) -> None:
    try:
        document = compdoc.CompDoc(data, logfile=io.StringIO())
    except compdoc.CompDocError as error:
        raise Refused("not_workbook") from error
    names = [entry.name for entry in document.dirlist]
    for name in names:
        if name in _UNWANTED:
            raise Refused(_UNWANTED[name])
        if name.startswith("MBD"):
            raise Refused("nested_archive")
    if not {"Workbook", "Book"}.intersection(names):
        raise Refused("not_workbook")


def _opened(data: bytes) -> Any:
    try:
        return xlrd.open_workbook(
            file_contents=data,
            logfile=io.StringIO(),
            on_demand=True,
            ragged_rows=True,
        )
    except xlrd.XLRDError as error:
        code = "encrypted" if "encrypted" in str(error) else "damaged"
        raise Refused(code) from error


def _grid(book: Any, sheet: Any, limits: Limits) -> Grid:
    records = sheet_records(book.mem, book._sh_abs_posn[sheet.number])
    grid = Grid(limits)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = _cell(sheet.cell(row, column), is_1904=bool(book.datemode))
            if (row, column) in records.formulas:
                cell = as_formula(cell)
            if not is_blank(cell):
                grid.put(row + 1, column, cell)
    grid.fill_down(records.merged)
    return grid


def _cell(found: Any, *, is_1904: bool) -> Cell:
    if found.ctype == xlrd.XL_CELL_TEXT:
        return text_cell(found.value)
    if found.ctype == xlrd.XL_CELL_NUMBER:
        return number_cell(found.value, NUMBER, is_1904=is_1904)
    if found.ctype == xlrd.XL_CELL_DATE:
        kind = TIME if 0 <= found.value < 1 else DATE
        return number_cell(found.value, kind, is_1904=is_1904)
    if found.ctype == xlrd.XL_CELL_BOOLEAN:
        return Cell(bool(found.value))
    if found.ctype == xlrd.XL_CELL_ERROR:
        return Cell(xlrd.error_text_from_code[found.value], problem=ERROR_VALUE)
    return EMPTY
