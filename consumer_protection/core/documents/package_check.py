"""Refuses a workbook that carries anything but sheets and their trimmings."""

import zipfile

from consumer_protection.core.documents.gate import OLE, ZIP, Refused
from consumer_protection.core.documents.xml_parts import elements, feed, new_parser

_CHUNK = 64 * 1024
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
_UNWANTED = {
    "vbaproject": "macro",
    "/macrosheets/": "macro",
    "/activex/": "macro",
    "/externallinks/": "external_link",
    "xl/connections.xml": "external_link",
    "/embeddings/": "nested_archive",
}


def check_package(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if "[Content_Types].xml" not in names:
        raise Refused("not_workbook")
    _check_content_types(archive)
    for name in names:
        _check_name(name.lower())
    for name in names:
        _check_content(archive, name)


def _check_content_types(archive: zipfile.ZipFile) -> None:
    types = " ".join(
        attributes.get("ContentType", "").lower()
        for _, attributes in elements(archive, "[Content_Types].xml")
    )
    if "sheet.binary" in types:
        raise Refused("not_workbook")
    if "macroenabled" in types or "vbaproject" in types:
        raise Refused("macro")
    if "spreadsheetml.sheet.main" not in types and (
        "spreadsheetml.template.main" not in types
    ):
        raise Refused("not_workbook")


def _check_name(name: str) -> None:
    for unwanted, code in _UNWANTED.items():
        if unwanted in name:
            raise Refused(code)


def _check_content(archive: zipfile.ZipFile, name: str) -> None:
    lower = name.lower()
    if lower.endswith(".rels"):
        _check_relations(archive, name)
    elif lower.endswith(".xml"):
        feed(archive, name, new_parser())
    else:
        _check_other(archive, name)


def _check_relations(archive: zipfile.ZipFile, name: str) -> None:
    """Links a person may click are let through: nothing here follows them."""
    for _, attributes in elements(archive, name):
        is_external = attributes.get("TargetMode", "").lower() == "external"
        if is_external and not attributes.get("Type", "").endswith("/hyperlink"):
            raise Refused("external_link")


def _check_other(archive: zipfile.ZipFile, name: str) -> None:
    """Drawings of old comments are not well-formed XML, so bytes are searched."""
    seen = b""
    is_first = True
    try:
        with archive.open(name) as part:
            while chunk := part.read(_CHUNK):
                if is_first and chunk.startswith((ZIP, OLE)):
                    raise Refused("nested_archive")
                is_first = False
                window = seen[-16:] + chunk
                if any(word in window for word in _DECLARATIONS):
                    raise Refused("unsafe_xml")
                seen = chunk
    except zipfile.BadZipFile as error:
        raise Refused("damaged") from error
