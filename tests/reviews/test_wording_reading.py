"""Texts of documents are read, and what cannot be read says why."""

import pytest

from consumer_protection.core.documents.text_refusals import TextRefused
from consumer_protection.core.documents.texts import read_text
from tests.reviews.making_texts import (
    docx_bytes,
    locked_pdf,
    pdf_bytes,
    scanned_pdf,
    with_part,
    xlsx_bytes,
)


@pytest.fixture
def read(tmp_path):
    def run(content: bytes, name: str) -> str:
        path = tmp_path / "given"
        path.write_bytes(content)
        return read_text(path, name)

    return run


def refusal(read, content, name):
    with pytest.raises(TextRefused) as refused:
        read(content, name)
    assert refused.value.message
    return refused.value.code


def test_a_document_with_its_tables(read):
    content = docx_bytes("惠农贷款", "利率", table=[("期限", "一年"), ("利率", "4%")])

    assert read(content, "广告.docx").splitlines()[:4] == [
        "惠农贷款",
        "利率",
        "期限\t一年",
        "利率\t4%",
    ]


def test_a_workbook_row_by_row(read):
    assert read(xlsx_bytes(["产品", "利率"], ["惠农贷", 3.85]), "表.xlsx") == (
        "产品\t利率\n惠农贷\t3.85"
    )


def test_a_pdf_page_by_page(read):
    text = read(pdf_bytes("<p>保本保息理财</p>"), "海报.PDF")

    assert "保本保息理财" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_the_encodings_people_save(read, encoding):
    assert read("保本保息\r\n理财".encode(encoding), "a.txt") == "保本保息\n理财"


def test_a_scanned_pdf_says_that_it_holds_no_text(read):
    assert refusal(read, scanned_pdf(), "a.pdf") == "scanned"


def test_an_encrypted_pdf_says_so(read):
    assert refusal(read, locked_pdf("<p>保本</p>"), "a.pdf") == "encrypted"


@pytest.mark.parametrize("name", ["a.docm", "a.xlsm", "A.DOTM"])
def test_a_macro_document_is_refused_by_its_name(read, name):
    assert refusal(read, docx_bytes("文字"), name) == "macro"


def test_a_macro_document_under_another_name_is_refused(read):
    document = with_part(docx_bytes("文字"), "word/vbaProject.bin", b"macro")
    workbook = with_part(xlsx_bytes(["a"]), "xl/vbaProject.bin", b"macro")

    assert refusal(read, document, "a.docx") == "macro"
    assert refusal(read, workbook, "a.xlsx") == "macro"


def test_a_zip_bomb_is_refused(read):
    bomb = with_part(docx_bytes("文字"), "word/header1.xml", b" " * 70_000_000)

    assert refusal(read, bomb, "a.docx") == "bomb"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04rubbish", b"%PDF-1.7 rubbish", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"],
)
def test_a_damaged_file_is_a_sentence(read, name, content):
    assert refusal(read, content, name) in {"damaged", "encrypted", "bomb"}


def test_a_truncated_pdf_is_a_sentence(read):
    content = pdf_bytes("<p>保本保息理财</p>")

    assert refusal(read, content[:400], "a.pdf") in {"damaged", "scanned"}


def test_unsafe_xml_is_refused(read):
    unsafe = with_part(
        docx_bytes("文字"),
        "word/footnotes.xml",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
    )

    assert refusal(read, unsafe, "a.docx") == "unsafe_xml"


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b"  \n", "a.txt", "empty"),
        (bytes(range(256)) * 4, "a.txt", "not_text"),
        (b"MZ\x90", "a.exe", "unknown_kind"),
        (b"text", "name", "unknown_kind"),
    ],
)
def test_other_files_are_refused(read, content, name, code):
    assert refusal(read, content, name) == code
