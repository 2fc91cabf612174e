"""An official document in Word: GB/T 9704 pages of 22 lines with 28 characters.

Plain values in, bytes out. Fonts stand by name, so that the reader's own are used.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import count

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import _Row
from docx.text.paragraph import Paragraph

from consumer_protection.core.documents.charts import Chart
from consumer_protection.core.documents.letter_charts import add_chart
from consumer_protection.core.documents.letter_styles import lay_out
from consumer_protection.core.documents.plain_text import visible
from consumer_protection.core.documents.repeatable import repeatable

# Centimetres a picture may take.
_WIDEST, _HIGHEST = 15.0, 8.5


@dataclass(frozen=True, slots=True)
class Chapter:
    """``level`` 0 has no heading of its own; 1 一、, 2 （一）, 3 1."""

    level: int
    heading: str
    paragraphs: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, under it its chart and a note; without rows ``nothing`` is said."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    nothing: str = ""
    chart: Chart | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG with what stands under it; sides in points."""

    content: bytes
    caption: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Annex:
    """What stands behind the signature: 附件1, a title, tables, lines, pictures."""

    mark: str
    title: str
    grids: Sequence[Grid] = ()
    lines: Sequence[str] = ()
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """``marks`` stand above the title (草稿, demonstration)."""

    title: str
    author: str
    created: datetime
    marks: Sequence[str]
    chapters: Sequence[Chapter]
    enclosures: Sequence[str]
    signature: Sequence[str]
    annexes: Sequence[Annex]


def write_letter(letter: Letter) -> bytes:
    """Equal letters give equal bytes."""
    document = Document()
    lay_out(document)
    document.core_properties.title = visible(letter.title).replace("\n", "")
    document.core_properties.author = visible(letter.author)
    for mark in letter.marks:
        _said(document, mark, "Mark")
    _said(document, letter.title, "Title")
    for chapter in letter.chapters:
        if chapter.heading:
            _said(document, chapter.heading, f"Heading {chapter.level}")
        for text in chapter.paragraphs:
            _said(document, text, "Normal")
    for text in letter.enclosures:
        _said(document, text, "Enclosure")
    for place, text in enumerate(letter.signature, 1):
        signed = _said(document, text, "Signature")
        # Who signs and the day stand on one page.
        signed.paragraph_format.keep_with_next = place < len(letter.signature)
    numbers = count(1)
    for annex in letter.annexes:
        _annex(document, annex, numbers)
    target = BytesIO()
    document.save(target)
    return repeatable(target.getvalue(), letter.created)


def _said(document: WordDocument, text: str, style: str) -> Paragraph:
    return document.add_paragraph(visible(text), style=style)


def _annex(document: WordDocument, annex: Annex, numbers: Iterator[int]) -> None:
    mark = _said(document, annex.mark, "Annex Mark")
    mark.paragraph_format.page_break_before = True
    _said(document, annex.title, "Annex Title")
    for grid in annex.grids:
        if grid.caption:
            _said(document, grid.caption, "Caption")
        if grid.rows:
            _grid(document, grid)
        else:
            _said(document, grid.nothing, "Normal")
        if grid.note:
            _said(document, grid.note, "Small")
        if grid.chart:
            add_chart(document, grid.chart, next(numbers))
    for line in annex.lines:
        _said(document, line, "Small")
    for picture in annex.pictures:
        _picture(document, picture)


def _picture(document: WordDocument, picture: Picture) -> None:
    """As wide as the text, but no higher than a third of the page."""
    shown = document.add_paragraph(style="Small")
    # An exact line height would cut it off.
    shown.paragraph_format.line_spacing = 1.0
    shown.paragraph_format.keep_with_next = True
    shown.alignment = WD_ALIGN_PARAGRAPH.CENTER
    wide = min(_WIDEST, _HIGHEST * picture.width / picture.height)
    drawn = shown.add_run().add_picture(BytesIO(picture.content), width=Cm(wide))
    drawn._inline.docPr.set("descr", visible(picture.caption))
    caption = _said(document, picture.caption, "Caption")
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption.paragraph_format.keep_with_next = False


def _grid(document: WordDocument, grid: Grid) -> None:
    """The head is repeated on each page, no row is split."""
    table = document.add_table(rows=0, cols=len(grid.columns), style="Table Grid")
    table.autofit = True
    head = table.add_row()
    _flag(head, "w:tblHeader")
    _fill(head, grid.columns, "Table Head")
    for values in grid.rows:
        _fill(table.add_row(), values, "Table Text")


def _fill(row: _Row, values: Sequence[str], style: str) -> None:
    _flag(row, "w:cantSplit")
    for number, (cell, value) in enumerate(zip(row.cells, values, strict=True)):
        paragraph = cell.paragraphs[0]
        paragraph.style = style
        paragraph.text = visible(value)
        if number and style == "Table Text":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _flag(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    flag = OxmlElement(name)
    flag.set(qn("w:val"), "true")
    properties.append(flag)
