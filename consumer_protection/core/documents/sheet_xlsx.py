"""Reads an .xlsx whose archive has passed the gate."""

from collections.abc import Iterator

from consumer_protection.core.documents.cell_reading import CellReader
from consumer_protection.core.documents.cells import Sheet
from consumer_protection.core.documents.gate import Limits, open_archive
from consumer_protection.core.documents.package_check import check_package
from consumer_protection.core.documents.sheet_package import format_kinds, open_package
from consumer_protection.core.documents.sheet_xml import shared_texts, sheet_rows


def read_xlsx(data: bytes, limits: Limits) -> Iterator[Sheet]:
    archive = open_archive(data, limits)
    check_package(archive)
    package = open_package(archive)
    texts = shared_texts(archive, package.strings) if package.strings else []
    kinds = format_kinds(archive, package.styles)
    reader = CellReader(texts, kinds, is_1904=package.is_1904)
    for name, part in package.sheets:
        yield Sheet(name, sheet_rows(archive, part, reader, limits))
