"""Making things tests need: ledgers of a few rows, records by their shortest way."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook


def workbook(
    folder: Path,
    headers: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    title: str = "台账",
    name: str = "ledger.xlsx",
) -> Path:
    """A ledger as people keep it: a title row, the header, the rows."""
    book = Workbook()
    page = book.active
    page.append([title])
    page.append(list(headers))
    for row in rows:
        page.append(list(row))
    path = folder / name
    book.save(path)
    return path
