"""Reads the text of a .docx whose archive has passed the gate."""

import zipfile
from collections.abc import Iterator

from consumer_protection.core.documents.gate import Limits, Refused, open_archive
from consumer_protection.core.documents.xml_parts import (
    Attributes,
    elements,
    feed,
    new_parser,
    without_prefix,
)

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
_SPACES = {"tab": "\t", "br": "\n", "cr": "\n"}
_STYLES = {"rPr", "pPr"}
_MACROS = ("vbaproject", "vbadata", "/activex/")


def read_docx(data: bytes, limits: Limits) -> Iterator[str]:
    """Body, headers, footers and notes; text boxes once; deleted text not."""
    archive = open_archive(data, limits)
    _check(archive)
    names = archive.namelist()
    margins = [
        name
        for name in names
        if name.startswith(("word/header", "word/footer")) and name.endswith(".xml")
    ]
    for part in (*_PARTS, *sorted(margins)):
        if part in names:
            yield from _paragraphs(archive, part)


def _check(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names or "word/document.xml" not in names:
        raise Refused("damaged")
    types = " ".join(
        attributes.get("ContentType", "").lower()
        for _path, attributes in elements(archive, "[Content_Types].xml")
    )
    has_macros = any(one in name.lower() for name in names for one in _MACROS)
    if has_macros or "macroenabled" in types or "vbaproject" in types:
        raise Refused("macro")


def _paragraphs(archive: zipfile.ZipFile, part: str) -> list[str]:
    reader = _Part()
    parser = new_parser()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    feed(archive, part, parser)
    return [*reader.lines, *(reader.row or ())]


class _Part:
    """Collects paragraphs; cells of a row stand in one line, parted by tabs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.row: list[str] | None = None
        self._own: list[str] = []
        self._inside: list[str] = []
        # A drawing is told twice, the second time for old programs.
        self._skipped = 0

    def start(self, name: str, _attributes: Attributes) -> None:
        local = without_prefix(name)
        self._inside.append(local)
        if local == "Fallback":
            self._skipped += 1
        elif local == "tr":
            self.row = []
        elif local in _SPACES and not _STYLES.intersection(self._inside):
            self._own.append(_SPACES[local])

    def end(self, name: str) -> None:
        local = without_prefix(name)
        self._inside.pop()
        if local == "Fallback":
            self._skipped -= 1
        elif local == "p" and not self._skipped:
            (self.lines if self.row is None else self.row).append("".join(self._own))
            self._own.clear()
        elif local == "tr" and self.row is not None:
            self.lines.append("\t".join(filter(None, self.row)))
            self.row = None

    def text(self, data: str) -> None:
        if self._inside and self._inside[-1] == "t" and not self._skipped:
            self._own.append(data)
