"""Reads the ledgers people bring: .xlsx, .xls or .csv, told by their content."""

from pathlib import Path
from typing import Any

from consumer_protection.core.documents.cells import Cell, Row, Sheet, unpack
from consumer_protection.core.documents.child import answers
from consumer_protection.core.documents.gate import LIMITS, Limits
from consumer_protection.core.documents.refusals import FileRefused

__all__ = ["Cell", "FileRefused", "Limits", "Sheet", "read_sheets"]


def read_sheets(path: Path, limits: Limits = LIMITS) -> tuple[Sheet, ...]:
    """The visible sheets that hold something; raises FileRefused.

    The file is opened in a limited child process only.
    """
    _check_size(path, limits)
    names: list[str] = []
    rows: list[list[Row]] = []
    cells = _Cells()
    for message in answers("sheet_child", {"path": str(path.resolve())}, limits):
        if isinstance(message, dict):
            names.append(message["sheet"])
            rows.append([])
        else:
            rows[-1].append((message[0], cells.unpacked(message[1])))
    sheets = zip(names, rows, strict=True)
    found = tuple(Sheet(name, tuple(held)) for name, held in sheets if held)
    if not found:
        raise FileRefused("empty")
    return found


def _check_size(path: Path, limits: Limits) -> None:
    if not path.is_file():
        raise FileRefused("missing")
    size = path.stat().st_size
    if not size:
        raise FileRefused("empty")
    if size > limits.file_bytes:
        raise FileRefused("too_large")


class _Cells:
    """Equal texts share one cell: ledgers repeat themselves."""

    def __init__(self) -> None:
        self._texts: dict[str, Cell] = {}

    def unpacked(self, packed: list[Any]) -> tuple[Cell, ...]:
        return tuple(
            self._text(value) if isinstance(value, str) else unpack(value)
            for value in packed
        )

    def _text(self, value: str) -> Cell:
        return self._texts.setdefault(value, Cell(value))
