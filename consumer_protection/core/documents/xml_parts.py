"""XML parts read as events: no tree, no document type, no entity."""

import zipfile
import zlib
from typing import NoReturn
from xml.parsers import expat

from consumer_protection.core.documents.gate import Refused

Attributes = dict[str, str]
_BROKEN = (expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, KeyError)


def _refuse(*_: object) -> NoReturn:
    raise Refused("unsafe_xml")


def new_parser() -> expat.XMLParserType:
    """Stops at any document type; without one there is no entity either."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    return parser


def feed(archive: zipfile.ZipFile, part: str, parser: expat.XMLParserType) -> None:
    try:
        with archive.open(_entry(archive, part)) as stream:
            parser.ParseFile(stream)
    except _BROKEN as error:
        raise Refused("damaged") from error


def _entry(archive: zipfile.ZipFile, part: str) -> str:
    """Some programs differ from their own index in case, or write backslashes."""
    if part in archive.NameToInfo:
        return part
    wanted = part.lower()
    names = archive.namelist()
    return next(
        (name for name in names if name.replace("\\", "/").lower() == wanted), part
    )


def elements(archive: zipfile.ZipFile, part: str) -> list[tuple[str, Attributes]]:
    """(parent/element, attributes) of every element, names without prefix."""
    found: list[tuple[str, Attributes]] = []
    parents = [""]

    def start(name: str, attributes: Attributes) -> None:
        local = without_prefix(name)
        found.append((f"{parents[-1]}/{local}", attributes))
        parents.append(local)

    def end(_: str) -> None:
        parents.pop()

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    feed(archive, part, parser)
    return found


def without_prefix(name: str) -> str:
    return name.rpartition(":")[2]
