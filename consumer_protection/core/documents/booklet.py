"""A workbook of several printed sheets: titles, heads that repeat, numbers as such."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from consumer_protection.core.documents.cell_writing import (
    TITLE_FONT,
    Page,
    column_width,
    header_cell,
    line_cell,
    new_cell,
    saved,
    sheet_name,
)
from consumer_protection.core.documents.plain_text import visible
from consumer_protection.core.documents.simple_values import simple

_A4 = 9
Block = tuple[str, Sequence[str], Iterable[Sequence[Any]]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet: blocks of title, columns and rows, one below the other."""

    name: str
    blocks: Sequence[Block]


def write_booklet(title: str, author: str, leaves: Iterable[Leaf]) -> bytes:
    book = Workbook(write_only=True)
    book.properties.title = visible(title)
    book.properties.creator = visible(author)
    for leaf in leaves:
        _write(book.create_sheet(sheet_name(leaf.name, "Sheet")), leaf)
    return saved(book)


def _write(page: Page, leaf: Leaf) -> None:
    blocks = [
        (title, columns, [[simple(value) for value in row] for row in rows])
        for title, columns, rows in leaf.blocks
    ]
    widest = max(len(columns) for _title, columns, _rows in blocks)
    for index in range(widest):
        held = [
            value
            for _title, columns, rows in blocks
            for row in [columns, *rows]
            for value in row[index : index + 1]
        ]
        letter = get_column_letter(index + 1)
        page.column_dimensions[letter].width = column_width(held)
    _prepare_print(page, has_one=len(blocks) == 1, has_title=bool(blocks[0][0]))
    for title, columns, rows in blocks:
        if title:
            page.append([line_cell(page, title, TITLE_FONT)])
        page.append([header_cell(page, column) for column in columns])
        for row in rows:
            page.append([new_cell(page, value) for value in row])
        page.append([])


def _prepare_print(page: Page, *, has_one: bool, has_title: bool) -> None:
    """A4, as wide as the paper, page numbers; one table's head on every page."""
    page.page_setup.paperSize = _A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "&P / &N"
    if has_one:
        head = 2 if has_title else 1
        page.print_title_rows = f"1:{head}"
        page.freeze_panes = f"A{head + 1}"
