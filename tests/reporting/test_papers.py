"""The files of a report: Word, workbook, PDF and data tell the same."""

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from consumer_protection.core.documents.plain_text import for_workbook, visible
from consumer_protection.core.models import Institution, User
from reporting import papers
from reporting.figures import BOOK
from reporting.reports.building import freeze
from reporting.reports.text import shown
from tests.hostile import HOSTILE
from tests.reporting.conftest import AT

EXPECTED = json.loads(
    (Path(__file__).parent / "mingxi-2024.json").read_text(encoding="utf-8")
)["figures"]


@pytest.fixture
def frozen(person):
    root = Institution.objects.get().unit
    return freeze("annual_work", "2024", root=root, asker=User.objects.system(), at=AT)


@pytest.fixture
def made(frozen):
    return files(frozen)


def files(frozen):
    found = papers.make(frozen, AT, "annual_work-2024", is_draft=False, is_demo=True)
    return {name.rsplit(".", 1)[1]: content for name, _type, content in found}


def word_text(content):
    document = Document(io.BytesIO(content))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        texts += [cell.text for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def book_of(content):
    return load_workbook(io.BytesIO(content))


def test_every_expected_figure_stands_in_the_workbook(made):
    rows = {row[7]: row for row in book_of(made["xlsx"])["指标一览"].values if row[7]}

    for code, value in EXPECTED.items():
        if isinstance(value, dict):
            for count in value.values():
                assert f"（{count}）" in rows[code][2]
        elif value is not None:
            assert rows[code][2] == pytest.approx(value)


def test_every_expected_figure_stands_in_the_word_document(made, frozen):
    text = word_text(made["docx"])

    for code, value in EXPECTED.items():
        label = frozen.labels[code]
        if isinstance(value, dict):
            line = next(one for one in text.splitlines() if f"（{code}）" in one)
            assert all(f"（{count}）" in line for count in value.values())
        else:
            assert f"{label}：{shown(value, BOOK[code].unit)}" in text


def test_each_section_of_the_report_stands_in_the_word_document(made, frozen):
    text = word_text(made["docx"])

    for section in json.loads(made["json"])["sections"]:
        for line in section["text"].splitlines():
            assert line.strip() in text


def test_the_word_document_has_the_official_layout(made):
    document = Document(io.BytesIO(made["docx"]))
    fonts = {
        name: document.styles[name].element.rPr.find(qn("w:rFonts")).attrib
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert [fonts[name][qn("w:eastAsia")] for name in fonts] == [
        "仿宋_GB2312",
        "方正小标宋简体",
        "黑体",
        "楷体_GB2312",
    ]
    assert not any(key.endswith("Theme") for found in fonts.values() for key in found)
    assert any(one.style.name == "Heading 2" for one in document.paragraphs)
    for table in document.tables:
        head = table.rows[0]._tr.trPr
        assert head.find(qn("w:tblHeader")) is not None
        assert head.find(qn("w:cantSplit")) is not None
    for footer in (
        document.sections[0].footer,
        document.sections[0].even_page_footer,
    ):
        assert "PAGE" in footer._element.xml


def test_the_same_content_gives_the_same_bytes(frozen, made):
    assert files(frozen) == made


def test_the_pdf_holds_the_data_and_the_workbook_as_they_are(made):
    inside = PdfReader(io.BytesIO(made["pdf"])).attachments

    assert inside["annual_work-2024.json"] == [made["json"]]
    assert inside["annual_work-2024.xlsx"] == [made["xlsx"]]


def test_no_cell_of_the_workbook_is_a_formula(made):
    book = book_of(made["xlsx"])

    assert book.sheetnames[0] == "说明"
    assert not [
        cell.coordinate
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("at", range(0, len(HOSTILE), 10))
def test_text_of_people_is_text_in_word_and_workbook(frozen, at):
    texts = HOSTILE[at : at + 10]
    tables = dict(frozen.tables)
    one = frozen.tables["trainings"][0]
    tables["trainings"] = [{**one, "name": text} for text in texts]
    hostile = replace(frozen, tables=tables, institution=texts[0])

    word = papers.report_docx(hostile, AT, is_draft=True, is_demo=False)
    book = papers.report_xlsx(hostile, AT, is_draft=True, is_demo=False)

    told = word_text(word)
    cells = [cell for row in book_of(book)["培训"].iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    values = {cell.value for cell in cells}
    for text in texts:
        plain = visible(text)
        assert for_workbook(text) in values
        assert all(line in told for line in plain.replace("\t", "\n").split("\n"))
    assert "草稿" in word_text(word)


def test_a_year_without_anything_says_so(frozen):
    names = ("policies", "reviews", "campaigns", "trainings")
    empty = replace(frozen, tables={**frozen.tables, **dict.fromkeys(names, [])})

    text = word_text(papers.report_docx(empty, AT, is_draft=False, is_demo=False))

    assert "本期未登记制度。" in text
    assert date(2025, 1, 5).strftime("%Y年") in text
