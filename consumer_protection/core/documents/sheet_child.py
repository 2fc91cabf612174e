"""The child that reads a workbook: a line for each sheet and each row."""

from collections.abc import Iterable
from pathlib import Path

from consumer_protection.core.documents.cells import Row, Sheet, pack
from consumer_protection.core.documents.child_side import Request, answer, serve
from consumer_protection.core.documents.gate import OLE, ZIP, Limits, Refused
from consumer_protection.core.documents.sheet_csv import read_csv
from consumer_protection.core.documents.sheet_xls import read_xls
from consumer_protection.core.documents.sheet_xlsx import read_xlsx

_WORKBOOK_NAMES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".et", ".ods"}


def main() -> None:
    serve(_read)


def _read(request: Request, limits: Limits) -> None:
    path = Path(request["path"])
    budget = _Budget(limits)
    for sheet in _sheets(path.read_bytes(), path.suffix.lower(), limits):
        answer({"sheet": sheet.name})
        for row in sheet.rows:
            budget.spend(row)
            answer([row[0], [pack(cell) for cell in row[1]]])


def _sheets(data: bytes, suffix: str, limits: Limits) -> Iterable[Sheet]:
    """The content decides; a text that calls itself a workbook is neither."""
    if data.startswith(ZIP):
        return read_xlsx(data, limits)
    if data.startswith(OLE):
        return read_xls(data, limits)
    if suffix in _WORKBOOK_NAMES:
        raise Refused("not_workbook")
    return read_csv(data, limits)


class _Budget:
    """Counts what is sent: one shared text may stand in every cell."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = self._characters = 0

    def spend(self, row: Row) -> None:
        self._cells += len(row[1])
        for cell in row[1]:
            if isinstance(cell.value, str):
                self._spend_text(cell.value)
        if self._cells > self._limits.cells:
            raise Refused("too_complex")
        if self._characters > self._limits.characters:
            raise Refused("too_complex")

    def _spend_text(self, text: str) -> None:
        if len(text) > self._limits.cell_characters:
            raise Refused("cell_too_long")
        self._characters += len(text)
