"""Reads the text of a .docx whose archive has passed the gate."""

import zipfile
from collections.abc import Iterator

from consumer_protection.core.documents.gate import Limits, Refused, open_archive
from consumer_protection.core.documents.xml_parts import (
    elements,
    feed,
    new_parser,
    without_prefix,
)

_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml")
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
    """Cells of a row stand in one line, parted by tabs."""
    lines: list[str] = []
    own: list[str] = []
    row: list[str] | None = None
    inside: list[str] = []
    # A drawing is told twice, the second time for old programs.
    skipped = 0

    def start(name: str, _attributes: dict[str, str]) -> None:
        nonlocal skipped, row
        local = without_prefix(name)
        inside.append(local)
        if local == "Fallback":
            skipped += 1
        elif local == "tr":
            row = []
        elif (
            local in {"tab", "br", "cr"} and "rPr" not in inside and "pPr" not in inside
        ):
            own.append("\t" if local == "tab" else "\n")

    def end(name: str) -> None:
        nonlocal skipped, row
        local = without_prefix(name)
        inside.pop()
        if local == "Fallback":
            skipped -= 1
        elif local == "p" and not skipped:
            (lines if row is None else row).append("".join(own))
            own.clear()
        elif local == "tr" and row is not None:
            lines.append("\t".join(filter(None, row)))
            row = None

    def text(data: str) -> None:
        if inside and inside[-1] == "t" and not skipped:
            own.append(data)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    feed(archive, part, parser)
    return [*lines, *(row or ())]
