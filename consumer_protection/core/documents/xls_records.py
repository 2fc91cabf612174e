"""The records of an old .xls that tell what xlrd does not."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from consumer_protection.core.documents.gate import Refused
from consumer_protection.core.documents.spans import Span

Record = tuple[int, bytes]
_BEGIN = {0x0009, 0x0209, 0x0409, 0x0809}
_END = 0x000A
_FORMULA = {0x0006, 0x0206, 0x0406}
_MERGED = 0x00E5
_SHEET = 0x0085
_MACRO_SHEET = 1
_LINK = 0x01AE
# What a link record holds when it points into the same file or to an add-in.
_OWN_LINKS = {b"\x01\x04", b"\x01\x3a", b"\x01\x00"}


@dataclass(slots=True)
class SheetRecords:
    """Places of formulas (row and column from 0) and merged ranges."""

    formulas: set[tuple[int, int]] = field(default_factory=set)
    merged: list[Span] = field(default_factory=list)


def sheet_records(stream: bytes, position: int) -> SheetRecords:
    found = SheetRecords()
    for code, body in _records(stream, position):
        if code in _FORMULA:
            row, column = struct.unpack_from("<HH", body)
            found.formulas.add((row, column))
        elif code == _MERGED:
            found.merged.extend(_merged(body))
    return found


def check_globals(stream: bytes, position: int) -> None:
    """Refuses macro sheets and links to other files."""
    for code, body in _records(stream, position):
        if code == _SHEET and body[5:6] == bytes([_MACRO_SHEET]):
            raise Refused("macro")
        if code == _LINK and body[2:4] not in _OWN_LINKS:
            raise Refused("external_link")


def _records(stream: bytes, position: int) -> Iterator[Record]:
    """The records of one substream, those of its charts included."""
    depth = 0
    while position + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, position)
        position += 4
        yield code, bytes(stream[position : position + length])
        position += length
        depth += (code in _BEGIN) - (code == _END)
        if depth <= 0:
            return


def _merged(body: bytes) -> Iterator[Span]:
    (count,) = struct.unpack_from("<H", body)
    for number in range(count):
        top, bottom, left, right = struct.unpack_from("<HHHH", body, 2 + 8 * number)
        yield Span(top + 1, left, bottom + 1, right)
