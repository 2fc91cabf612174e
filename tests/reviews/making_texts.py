"""Documents made for tests of the wording check."""

import io
import zipfile

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter
from weasyprint import HTML


def docx_bytes(*paragraphs, table=()) -> bytes:
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if table:
        made = document.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, text in zip(made.add_row().cells, row, strict=True):
                cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_bytes(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf_bytes(body: str) -> bytes:
    style = "<style>body{font-family:'Noto Sans CJK SC'}</style>"
    return HTML(string=f"{style}{body}").write_pdf()


def locked_pdf(body: str) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes(body))))
    writer.encrypt("secret", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf() -> bytes:
    """A page with a drawing and no text."""
    svg = "<svg width='9' height='9'><rect width='9' height='9'/></svg>"
    return HTML(string=f"<body>{svg}</body>").write_pdf()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same archive with one more part."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return out.getvalue()
