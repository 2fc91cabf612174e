"""The child that reads a document's text: a line for each paragraph, row or page."""

from collections.abc import Iterator
from pathlib import Path

from consumer_protection.core.documents.cells import Cell
from consumer_protection.core.documents.child_side import Request, answer, serve
from consumer_protection.core.documents.gate import OLE, ZIP, Limits, Refused
from consumer_protection.core.documents.sheet_xlsx import read_xlsx
from consumer_protection.core.documents.text_docx import read_docx
from consumer_protection.core.documents.text_pdf import read_pdf

_MARKS = {"docx": ZIP, "xlsx": ZIP, "pdf": b"%PDF-"}


def main() -> None:
    serve(_read)


def _read(request: Request, limits: Limits) -> None:
    data = Path(request["path"]).read_bytes()
    told = 0
    for line in _lines(data, request["kind"], limits):
        told += len(line)
        if told > limits.characters:
            raise Refused("too_complex")
        answer(line)


def _lines(data: bytes, kind: str, limits: Limits) -> Iterator[str]:
    """The content must be what the name says. A new Office file with a password is an
    old container around it."""
    if kind in {"docx", "xlsx"} and data.startswith(OLE):
        raise Refused("encrypted" if b"E\0n\0c\0r\0y\0p\0t" in data else "damaged")
    mark = _MARKS.get(kind, b"")
    if mark not in data[:1024] or (mark == ZIP and not data.startswith(ZIP)):
        raise Refused("damaged")
    if kind == "docx":
        return read_docx(data, limits)
    if kind == "xlsx":
        return _rows(data, limits)
    if kind == "pdf":
        return read_pdf(data)
    return iter([_plain(data)])


def _rows(data: bytes, limits: Limits) -> Iterator[str]:
    for sheet in read_xlsx(data, limits):
        for _number, cells in sheet.rows:
            if line := "\t".join(filter(None, map(_shown, cells))):
                yield line


def _shown(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value).strip()


def _plain(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = ["utf-16"]
    else:
        names = ["utf-8-sig", "gb18030"]
    for name in names:
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            continue
        if text.count("\0") <= len(text) // 100:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise Refused("not_text")
