"""Finding the header row by meaning, and which column holds which field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from consumer_protection.core.codes import fold
from consumer_protection.core.documents.sheets import Cell, Sheet
from consumer_protection.core.ledgers.declaration import Ledger

_BRACKET = re.compile(r"[(（\[〔【].*?[)）\]〕】]")
_SERIAL = {fold("序号"), "no", "no.", "#"}
# A title row may happen to hold one header's word; two make it a header row.
_ENOUGH = 2
_WITHIN = 30


@dataclass(slots=True)
class Layout:
    """``fields``: field → column position; ``titles``: position → header as written;
    ``unknown`` and ``doubled`` headers stop the import until somebody decides, and so
    do the required columns it ``lacks``: its rows can then not even be compared."""

    row: int
    fields: dict[str, int] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def fold_header(text: str) -> str:
    """A header without spaces, line breaks, units in brackets, stars, width."""
    plain = _BRACKET.sub("", unicodedata.normalize("NFKC", text))
    return fold(plain).strip("*:：") or fold(text)


def find_layout(
    sheet: Sheet, ledger: Ledger, maps: Mapping[str, str], ignored: Sequence[str]
) -> Layout | None:
    """The header row, or None where no row near the top looks like one."""
    names = _names(ledger, maps)
    best: Layout | None = None
    for number, cells in sheet.rows[:_WITHIN]:
        layout = _layout(number, cells, names, {fold_header(name) for name in ignored})
        if best is None or len(layout.fields) > len(best.fields):
            best = layout
    return (
        best if best and len(best.fields) >= min(_ENOUGH, len(ledger.columns)) else None
    )


def _names(ledger: Ledger, maps: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in ledger.columns:
        for header in (*column.headers, column.field):
            names.setdefault(fold_header(header), column.field)
    return names | {fold_header(header): name for header, name in maps.items()}


def _layout(
    number: int, cells: Sequence[Cell], names: Mapping[str, str], ignored: set[str]
) -> Layout:
    layout = Layout(number)
    for position, cell in enumerate(cells):
        title = str(cell.value).strip() if cell.value is not None else ""
        folded = fold_header(title)
        if not title or folded in _SERIAL or folded in ignored:
            continue
        layout.titles[position] = title
        name = names.get(folded)
        if name is None:
            layout.unknown.append(title)
        elif name in layout.fields:
            layout.doubled.append(title)
        else:
            layout.fields[name] = position
    return layout
