"""A workbook of several printed sheets: titles, heads that repeat, numbers as such."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter, quote_sheetname

from consumer_protection.core.documents.cell_writing import (
    NOTE_FONT,
    TITLE_FONT,
    Page,
    column_width,
    header_cell,
    line_cell,
    new_cell,
    saved,
    sheet_name,
)
from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.office_charts import Place, office_chart
from consumer_protection.core.documents.plain_text import visible
from consumer_protection.core.documents.simple_values import simple

_A4 = 9
_SHARE = re.compile(r"\d+\.\d+%")
# Centimetres of a line.
_LINE = 0.53


@dataclass(frozen=True, slots=True)
class Block:
    """A table. Its chart draws the second column over the first, of the first
    ``drawn`` rows."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    chart: Chart | None = None
    drawn: int = 0


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
        replace(one, rows=[[simple(value) for value in row] for row in one.rows])
        for one in leaf.blocks
    ]
    widest = max(len(block.columns) for block in blocks)
    for index in range(widest):
        held = [
            value
            for block in blocks
            for row in [block.columns, *block.rows]
            for value in row[index : index + 1]
        ]
        letter = get_column_letter(index + 1)
        page.column_dimensions[letter].width = column_width(held)
    _prepare_print(page, has_one=len(blocks) == 1, has_title=bool(blocks[0].title))
    line = 1
    for block in blocks:
        line = _write_block(page, block, line)


def _write_block(page: Page, block: Block, line: int) -> int:
    """Written from this line on; the line behind it. A streamed sheet cannot be gone
    back to, so lines are counted."""
    if block.title:
        page.append([line_cell(page, block.title, TITLE_FONT)])
        line += 1
    page.append([header_cell(page, column) for column in block.columns])
    for row in block.rows:
        page.append([_cell(page, value) for value in row])
    head, line = line, line + 1 + len(block.rows)
    page.append([])
    line += 1
    if block.chart:
        # The note tells of the year before, which is not among the cells.
        told = replace(block.chart, note="")
        page.append([line_cell(page, told.caption, NOTE_FONT)])
        line += 1
        made = _chart(page, block, head)
        page.add_chart(made, f"A{line}")
        for _number in range(ceil(made.height / _LINE) + 1):
            page.append([])
            line += 1
    return line


def _cell(page: Page, value: Any) -> Any:
    """A share stands at the right, under the numbers beside it."""
    cell = new_cell(page, value)
    if isinstance(value, str) and _SHARE.fullmatch(value):
        cell.alignment = Alignment(horizontal="right")
    return cell


def _chart(page: Page, block: Block, head: int) -> Any:
    """Over the cells themselves, so that it follows what somebody changes there."""
    sheet = quote_sheetname(page.title)
    rows = block.rows[: block.drawn]
    first, last = head + 1, head + len(rows)
    place = Place(
        f"{sheet}!$A${first}:$A${last}",
        [(f"{sheet}!$B${head}", f"{sheet}!$B${first}:$B${last}")],
    )
    values = Series(block.columns[1], tuple(row[1] for row in rows))
    labels = tuple(str(row[0]) for row in rows)
    chart = block.chart or Chart("", "", (), ())
    return office_chart(replace(chart, labels=labels, series=(values,)), place)


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
