"""Reads the text of a PDF, page by page."""

from collections.abc import Iterator
from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from consumer_protection.core.documents.gate import Refused

# What a reader of a stranger's file meets beside its own errors.
_BROKEN = (
    PyPdfError,
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    RecursionError,
    OverflowError,
    ZeroDivisionError,
    OSError,
)
_MOST_PAGES = 3000


def read_pdf(data: bytes) -> Iterator[str]:
    """A page without text among others stays empty; without any at all the file is a
    scan."""
    reader = _opened(data)
    has_text = False
    for number in range(_page_count(reader)):
        text = _page(reader, number)
        has_text = has_text or bool(text.strip())
        yield text
    if not has_text:
        raise Refused("scanned")


def _opened(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        # Many files are only locked against changes: an empty password opens them.
        if reader.is_encrypted and not reader.decrypt(""):
            raise Refused("encrypted")
    except DependencyError as error:
        raise Refused("encrypted") from error
    except _BROKEN as error:
        raise Refused("damaged") from error
    return reader


def _page_count(reader: PdfReader) -> int:
    try:
        count = len(reader.pages)
    except _BROKEN as error:
        raise Refused("damaged") from error
    if count > _MOST_PAGES:
        raise Refused("too_complex")
    return count


def _page(reader: PdfReader, number: int) -> str:
    try:
        return reader.pages[number].extract_text() or ""
    except _BROKEN as error:
        raise Refused("damaged") from error
