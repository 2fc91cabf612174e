"""Puts values into workbook cells, and never as a formula.

Nothing here imports Django: the marking child uses it too.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from consumer_protection.core.documents.plain_text import for_workbook, is_risky

# Both kinds of page of openpyxl, which share no type.
Page = Any
Simple = str | int | float | Decimal | date | None

TEXT_FORMAT = "@"
WRONG = PatternFill("solid", fgColor="FFC7CE")
HEADER_FONT = Font(bold=True)
TITLE_FONT = Font(bold=True, size=14)
NOTE_FONT = Font(italic=True, color="595959")
WRAPPED = Alignment(wrap_text=True, vertical="top")
_HEADER_FILL = PatternFill("solid", fgColor="DDEBF7")
_NARROWEST, _WIDEST = 8, 50
REASON_WIDTH = _WIDEST
# The calendar of Excel is wrong before March 1900.
_FIRST_SOUND_DAY = "1900-03-01"
_SHEET_SIGNS = str.maketrans("", "", "[]:*?/\\'")
_LONGEST_SHEET_NAME = 31


def new_cell(page: Page, value: Simple) -> Cell:
    if isinstance(value, str):
        return text_cell(page, value)
    if isinstance(value, date):
        return _date_cell(page, value)
    cell = WriteOnlyCell(page)
    cell.value = value
    if isinstance(value, Decimal):
        cell.number_format = _decimal_format(value)
    return cell


def text_cell(page: Page, text: str) -> Cell:
    cell = WriteOnlyCell(page)
    set_text(cell, text)
    if is_risky(text) or text.isdigit():
        # So that it stays a text when a person edits it.
        cell.number_format = TEXT_FORMAT
    if "\n" in text or shown_width(text) > _WIDEST:
        cell.alignment = WRAPPED
    return cell


def set_text(cell: Cell, text: str) -> None:
    """openpyxl would take a leading = for a formula and #N/A for an error."""
    cell.value = for_workbook(text)
    cell.data_type = "s"


def header_cell(page: Page, text: str) -> Cell:
    cell = text_cell(page, text)
    cell.font = HEADER_FONT
    cell.fill = _HEADER_FILL
    cell.alignment = WRAPPED
    return cell


def line_cell(page: Page, text: str, font: Font) -> Cell:
    """A line over the table; it runs on over the empty cells beside it."""
    cell = text_cell(page, text)
    cell.font = font
    cell.alignment = Alignment(wrap_text=False)
    return cell


def shown_width(text: str) -> int:
    """A Chinese character takes two places, and so do dashes and quotes among them."""
    widths = (
        sum(2 if east_asian_width(sign) in "WFA" else 1 for sign in line)
        for line in text.splitlines()
    )
    return max(widths, default=0)


def column_width(values: Iterable[Simple]) -> int:
    widest = max((shown_width(str(value)[:200]) for value in values), default=0)
    return min(max(widest + 2, _NARROWEST), _WIDEST)


def sheet_name(wanted: str, default: str) -> str:
    """Excel refuses some signs and long names."""
    name = for_workbook(wanted).translate(_SHEET_SIGNS).strip()
    return name[:_LONGEST_SHEET_NAME] or default


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _date_cell(page: Page, value: date) -> Cell:
    is_instant = isinstance(value, datetime)
    if value.isoformat() < _FIRST_SOUND_DAY:
        return text_cell(page, str(value))
    cell = WriteOnlyCell(page)
    cell.value = value
    cell.number_format = "yyyy-mm-dd hh:mm" if is_instant else "yyyy-mm-dd"
    return cell


def _decimal_format(value: Decimal) -> str:
    """As many decimals as the value was given with."""
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return f"0.{'0' * places}" if places else "0"
