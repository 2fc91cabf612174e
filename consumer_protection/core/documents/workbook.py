"""Tables out: .xlsx and .csv from plain values."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from itertools import chain, islice

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from consumer_protection.core.documents.cell_writing import (
    NOTE_FONT,
    TITLE_FONT,
    Page,
    Simple,
    column_width,
    header_cell,
    line_cell,
    new_cell,
    saved,
    sheet_name,
)
from consumer_protection.core.documents.marking import Mark, mark_errors
from consumer_protection.core.documents.plain_text import guard, visible
from consumer_protection.core.documents.simple_values import simple
from consumer_protection.core.documents.template import TemplateColumn, template

__all__ = [
    "Mark",
    "TemplateColumn",
    "mark_errors",
    "template",
    "write_csv",
    "write_table",
]

_SAMPLE = 200
Rows = Iterable[Sequence[object]]


def write_table(
    columns: Sequence[str],
    rows: Rows,
    *,
    title: str = "",
    note: str = "",
    sheet: str = "Sheet1",
) -> bytes:
    """An .xlsx; rows are consumed one by one, so a large query may stream."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet_name(sheet, "Sheet1"))
    values = ([simple(value) for value in row] for row in rows)
    sample = list(islice(values, _SAMPLE))
    _set_widths(page, columns, sample)
    heading = _heading(page, title, note)
    page.freeze_panes = f"A{len(heading) + 2}"
    for cell in heading:
        page.append([cell])
    page.append([header_cell(page, column) for column in columns])
    for row in chain(sample, values):
        page.append([new_cell(page, value) for value in row])
    return saved(book)


def write_csv(columns: Sequence[str], rows: Rows) -> bytes:
    """UTF-8 with BOM, which Excel needs to see Chinese."""
    target = StringIO(newline="")
    writer = csv.writer(target, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([_csv_value(column) for column in columns])
    for row in rows:
        writer.writerow([_csv_value(simple(value)) for value in row])
    return target.getvalue().encode("utf-8-sig")


def _csv_value(value: Simple) -> Simple:
    return guard(visible(value)) if isinstance(value, str) else value


def _heading(page: Page, title: str, note: str) -> list[Cell]:
    cells = [line_cell(page, title, TITLE_FONT)] if title else []
    return [*cells, line_cell(page, note, NOTE_FONT)] if note else cells


def _set_widths(
    page: Page, columns: Sequence[str], sample: Sequence[Sequence[Simple]]
) -> None:
    for index, column in enumerate(columns):
        held = [row[index] for row in sample if index < len(row)]
        letter = get_column_letter(index + 1)
        page.column_dimensions[letter].width = column_width([column, *held])
