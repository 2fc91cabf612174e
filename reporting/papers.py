"""All files of one report, made from one frozen content."""

from datetime import datetime

from consumer_protection.core.documents.pdf import PdfAttachment
from reporting.documents import report_json, report_pdf
from reporting.reports.frozen import Frozen
from reporting.word import report_docx
from reporting.workbook import report_xlsx

_OFFICE = "application/vnd.openxmlformats-officedocument"
_XLSX = f"{_OFFICE}.spreadsheetml.sheet"
_DOCX = f"{_OFFICE}.wordprocessingml.document"


def make(
    frozen: Frozen, as_of: datetime, name: str, *, is_draft: bool, is_demo: bool
) -> list[tuple[str, str, bytes]]:
    """(file name, media type, content) each; the PDF holds data and workbook, byte
    for byte as beside it. Raises RenderFailed."""
    data = report_json(frozen, as_of)
    book = report_xlsx(frozen, as_of, is_draft=is_draft, is_demo=is_demo)
    word = report_docx(frozen, as_of, is_draft=is_draft, is_demo=is_demo)
    inside = (
        PdfAttachment(f"{name}.json", data, "Data"),
        PdfAttachment(f"{name}.xlsx", book, "Attachments"),
    )
    pdf = report_pdf(frozen, as_of, is_draft=is_draft, is_demo=is_demo, inside=inside)
    return [
        (f"{name}.pdf", "application/pdf", pdf),
        (f"{name}.docx", _DOCX, word),
        (f"{name}.xlsx", _XLSX, book),
        (f"{name}.json", "application/json", data),
    ]
