"""The page and the styles of an official document in Word.

No document grid: Word's own would be right, but LibreOffice doubles the cells. An
exact line of 28.95 pt and characters set 0.25 pt closer give 22 lines with 28.
"""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

_TITLE, _BLACK, _KAI, _SONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
_LATIN = "Times New Roman"
_LINE = 28.95
_CLOSER = "-5"


@dataclass(frozen=True, slots=True)
class _Style:
    """``indent`` in characters; ``line`` 0 lets the line follow the type."""

    font: str
    size: float = 16
    align: str = "JUSTIFY"
    indent: float = 0
    line: float = _LINE
    keeps: bool = False


_STYLES = {
    "Normal": _Style(_SONG, indent=2),
    "Title": _Style(_TITLE, 22, "CENTER", line=34),
    "Heading 1": _Style(_BLACK, indent=2, keeps=True),
    "Heading 2": _Style(_KAI, indent=2, keeps=True),
    "Heading 3": _Style(_SONG, indent=2, keeps=True),
    "Mark": _Style(_BLACK, 16, "RIGHT"),
    "Enclosure": _Style(_SONG, indent=2),
    "Signature": _Style(_SONG, align="RIGHT"),
    "Annex Mark": _Style(_BLACK, align="LEFT", keeps=True),
    "Annex Title": _Style(_TITLE, 18, "CENTER", line=34, keeps=True),
    "Caption": _Style(_BLACK, 12, "LEFT", line=22, keeps=True),
    "Small": _Style(_SONG, 10.5, "LEFT", line=16),
    "Table Head": _Style(_BLACK, 10.5, "CENTER", line=16, keeps=True),
    "Table Text": _Style(_SONG, 10.5, "LEFT", line=16),
}


def lay_out(document: Document) -> None:
    """Page, styles, language and page numbers of a fresh document."""
    _language(document)
    for name, wanted in _STYLES.items():
        _set(document, name, wanted)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    for grid in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(grid)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT)


def _language(document: Document) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), "zh-CN")
        language.set(qn("w:eastAsia"), "zh-CN")


def _set(document: Document, name: str, wanted: _Style) -> None:
    names = {style.name for style in document.styles}
    style: Any = (
        document.styles[name]
        if name in names
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    )
    if name not in {"Normal"} and name not in names:
        style.base_style = None
    _face(style, wanted)
    shape = style.paragraph_format
    shape.alignment = getattr(WD_ALIGN_PARAGRAPH, wanted.align)
    shape.space_before = shape.space_after = Pt(0)
    shape.first_line_indent = Pt(wanted.indent * (wanted.size - 0.25))
    shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    shape.line_spacing = Pt(wanted.line)
    shape.widow_control = False
    shape.keep_with_next = wanted.keeps
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
        break


def _face(style: Any, wanted: _Style) -> None:
    """Font by name; the theme's fonts and colour of the stock styles go."""
    style.font.size = Pt(wanted.size)
    style.font.name = _LATIN
    style.font.bold = style.font.italic = False
    run = style.element.get_or_add_rPr()
    fonts = run.find(qn("w:rFonts"))
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]
    fonts.set(qn("w:eastAsia"), wanted.font)
    for stock in ("w:color", "w:spacing", "w:kern"):
        for found in run.findall(qn(stock)):
            run.remove(found)
    closer = OxmlElement("w:spacing")
    closer.set(qn("w:val"), _CLOSER)
    run.append(closer)


def _page_number(footer: Any, align: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — on the outer side, fourteen points."""
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = Pt(0)
    for text in ("— ", "", " —"):
        run = paragraph.add_run(text)
        run.font.size = Pt(14)
        if text:
            continue
        for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field(kind, words))


def _field(kind: str, words: str) -> Any:
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.text = words
    return part
