"""What a file must satisfy before anything in it is read.

Nothing here imports Django: it runs in the reading child.
"""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise

MEBIBYTE = 1024 * 1024
ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CENTRAL_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER = 30
_IS_ENCRYPTED = 0x1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one file may ask of us."""

    file_bytes: int = 20 * MEBIBYTE
    entries: int = 500
    declared_bytes: int = 100 * MEBIBYTE
    part_bytes: int = 60 * MEBIBYTE
    ratio: int = 100
    ratio_from_bytes: int = MEBIBYTE
    rows: int = 50_000
    columns: int = 200
    cells: int = 2_000_000
    cell_characters: int = 32_767
    characters: int = 50_000_000
    memory_bytes: int = 1024 * MEBIBYTE
    cpu_seconds: int = 20
    wall_seconds: int = 30


LIMITS = Limits()


class Refused(Exception):
    """The file is not read; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def open_archive(data: bytes, limits: Limits) -> zipfile.ZipFile:
    """Judge the archive by its directory, before a byte of it is inflated."""
    # Counted first: opening a directory of a million entries is the attack.
    if data.count(_CENTRAL_ENTRY) > limits.entries:
        raise Refused("bomb")
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refused("damaged") from error
    entries = archive.infolist()
    _check_sizes(entries, limits)
    _check_kinds(entries)
    _check_overlap(data, entries, archive.start_dir)
    return archive


def _check_sizes(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if sum(entry.file_size for entry in entries) > limits.declared_bytes:
        raise Refused("bomb")
    for entry in entries:
        is_large = entry.file_size > limits.ratio_from_bytes
        if entry.file_size > limits.part_bytes or (
            is_large and entry.file_size > limits.ratio * entry.compress_size
        ):
            raise Refused("bomb")


def _check_kinds(entries: list[zipfile.ZipInfo]) -> None:
    if len({entry.filename.lower() for entry in entries}) < len(entries):
        raise Refused("damaged")
    for entry in entries:
        if entry.flag_bits & _IS_ENCRYPTED:
            raise Refused("encrypted")
        if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Refused("damaged")


def _check_overlap(data: bytes, entries: list[zipfile.ZipInfo], directory: int) -> None:
    """Entries sharing bytes are how a small file unfolds without end."""
    spans = sorted(_span(data, entry) for entry in entries)
    spans.append((directory, directory))
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise Refused("bomb")


def _span(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    start = entry.header_offset
    header = data[start : start + _LOCAL_HEADER]
    if start < 0 or len(header) < _LOCAL_HEADER or not header.startswith(ZIP):
        raise Refused("damaged")
    name = int.from_bytes(header[26:28], "little")
    extra = int.from_bytes(header[28:30], "little")
    return start, start + _LOCAL_HEADER + name + extra + entry.compress_size
