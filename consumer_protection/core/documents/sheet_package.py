"""Finds the visible sheets of an .xlsx, its shared texts and date styles."""

import posixpath
import zipfile
from dataclasses import dataclass

from consumer_protection.core.documents.gate import Refused
from consumer_protection.core.documents.number_formats import kind_of_format
from consumer_protection.core.documents.xml_parts import (
    Attributes,
    elements,
    without_prefix,
)

_NO = {"", "0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Package:
    """Where the parts of one workbook lie."""

    sheets: tuple[tuple[str, str], ...]
    strings: str
    styles: str
    is_1904: bool


def open_package(archive: zipfile.ZipFile) -> Package:
    main = _main_part(archive)
    targets = _relations(archive, main)
    found = elements(archive, main)
    return Package(
        sheets=tuple(_visible_sheets(found, targets)),
        strings=_part_of_type(targets, "sharedStrings"),
        styles=_part_of_type(targets, "styles"),
        is_1904=any(_is_1904(attributes) for _, attributes in found),
    )


def format_kinds(archive: zipfile.ZipFile, part: str) -> list[str]:
    """The kind of number that each cell style shows, by style number."""
    found = elements(archive, part) if part else []
    codes = {
        attributes["numFmtId"]: attributes.get("formatCode", "")
        for path, attributes in found
        if path == "numFmts/numFmt"
    }
    kinds = {code_id: kind_of_format(int(code_id), codes[code_id]) for code_id in codes}
    result = []
    for path, attributes in found:
        if path == "cellXfs/xf":
            code_id = attributes.get("numFmtId", "0")
            result.append(kinds.get(code_id) or kind_of_format(int(code_id), None))
    return result


def _main_part(archive: zipfile.ZipFile) -> str:
    for part, kind in _relations(archive, "").values():
        if kind == "officeDocument":
            return part
    raise Refused("damaged")


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id -> (part, kind)."""
    folder, name = posixpath.split(part)
    listing = posixpath.join(folder, "_rels", f"{name}.rels")
    return {
        attributes["Id"]: (
            posixpath.normpath(posixpath.join("/", folder, attributes["Target"]))[1:],
            attributes["Type"].rpartition("/")[2],
        )
        for path, attributes in elements(archive, listing)
        if path.endswith("/Relationship")
    }


def _part_of_type(targets: dict[str, tuple[str, str]], wanted: str) -> str:
    return next((part for part, kind in targets.values() if kind == wanted), "")


def _visible_sheets(
    found: list[tuple[str, Attributes]], targets: dict[str, tuple[str, str]]
) -> list[tuple[str, str]]:
    sheets = []
    for path, attributes in found:
        if path == "sheets/sheet" and attributes.get("state", "visible") == "visible":
            part, kind = targets[_relation_id(attributes)]
            if kind == "worksheet":
                sheets.append((attributes["name"], part))
    return sheets


def _relation_id(attributes: Attributes) -> str:
    return next(
        value
        for name, value in attributes.items()
        if ":" in name and without_prefix(name) == "id"
    )


def _is_1904(attributes: Attributes) -> bool:
    return attributes.get("date1904", "").lower() not in _NO
