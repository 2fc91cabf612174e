"""The empty ledger a person downloads, fills and brings back."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.datavalidation import DataValidation

from consumer_protection.core.documents.cell_writing import (
    TEXT_FORMAT,
    TITLE_FONT,
    Page,
    column_width,
    header_cell,
    line_cell,
    saved,
    set_text,
    sheet_name,
)
from consumer_protection.core.documents.plain_text import visible

_FIRST_ROW, _LAST_ROW = 3, 5_000


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """`is_text` keeps Excel from turning long digits into a rounded number."""

    header: str
    required: bool = False
    choices: Sequence[str] = ()
    note: str = ""
    is_text: bool = False


def template(columns: Sequence[TemplateColumn], *, title: str) -> bytes:
    """Title, starred headers, drop-down lists; the lists lie on a hidden sheet."""
    book = Workbook()
    page: Page = book.active
    page.title = sheet_name(title, "Sheet1")
    page.append([line_cell(page, title, TITLE_FONT)])
    page.append([_header(page, column) for column in columns])
    page.freeze_panes = "A3"
    lists = book.create_sheet(sheet_name(_("Options"), "Options"))
    lists.sheet_state = "hidden"
    for number, column in enumerate(columns, start=1):
        _prepare(page, get_column_letter(number), column)
        if column.choices:
            _offer(page, lists, number, column.choices)
    return saved(book)


def _header(page: Page, column: TemplateColumn) -> Cell:
    cell = header_cell(page, column.header + ("*" if column.required else ""))
    if column.note:
        cell.comment = Comment(visible(column.note), author="", width=280, height=120)
    return cell


def _prepare(page: Page, letter: str, column: TemplateColumn) -> None:
    whole = page.column_dimensions[letter]
    whole.width = column_width([column.header, *column.choices])
    if column.is_text:
        whole.number_format = TEXT_FORMAT


def _offer(page: Page, lists: Page, number: int, choices: Sequence[str]) -> None:
    """A choice is proposed, not enforced: one cell may hold several."""
    for row, choice in enumerate(choices, start=1):
        set_text(lists.cell(row, number), choice)
    letter = get_column_letter(number)
    where = f"{quote_sheetname(lists.title)}!${letter}$1:${letter}${len(choices)}"
    offered = DataValidation(
        type="list", formula1=where, allow_blank=True, errorStyle="information"
    )
    offered.add(f"{letter}{_FIRST_ROW}:{letter}{_LAST_ROW}")
    page.add_data_validation(offered)
