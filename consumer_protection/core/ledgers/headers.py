"""Finding the header row by meaning, and which column holds which field."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from consumer_protection.core.codes import fold
from consumer_protection.core.documents.sheets import Cell, Sheet
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.core.ledgers.presets import Preset

_BRACKET = re.compile(r"[(（\[〔【].*?[)）\]〕】]")
_SERIAL = {fold("序号"), "no", "no.", "#"}
# A title row may happen to hold one header's word; two make it a header row.
_ENOUGH = 2
_WITHIN = 30


@dataclass(slots=True)
class Layout:
    """``fields``: field → column position; ``others``: field → further columns, looked
    at where a row's first is empty; ``titles``: position → header as written;
    ``unknown`` and ``doubled`` headers stop the import until somebody decides, and so
    do the required columns it ``lacks``: its rows can then not even be compared."""

    row: int
    fields: dict[str, int] = field(default_factory=dict)
    others: dict[str, list[int]] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    lacks: list[str] = field(default_factory=list)


def fold_header(text: str) -> str:
    """A header without spaces, line breaks, units in brackets, stars, width."""
    plain = _BRACKET.sub("", unicodedata.normalize("NFKC", text))
    return fold(plain).strip("*:：") or fold(text)


class _Names(NamedTuple):
    """``fields``: folded header → field, or nothing where the column is not wanted;
    ``ranks``: how early a preset looks at it."""

    fields: dict[str, str]
    ranks: dict[str, int]


def find_layout(
    sheet: Sheet,
    ledger: Ledger,
    maps: Mapping[str, str],
    ignored: Sequence[str],
    preset: Preset | None = None,
) -> Layout | None:
    """The header row, or None where no row near the top looks like one. What somebody
    decided (``maps``, ``ignored``) goes before the preset, that before the ledger."""
    own = _names(ledger)
    said = {fold_header(name): "" for name in ignored}
    said |= {fold_header(header): name for header, name in maps.items()}
    best: Layout | None = None
    for number, cells in sheet.rows[:_WITHIN]:
        layout = _layout(number, cells, _names_here(cells, own, said, preset))
        if best is None or len(layout.fields) > len(best.fields):
            best = layout
    return (
        best if best and len(best.fields) >= min(_ENOUGH, len(ledger.columns)) else None
    )


def _names(ledger: Ledger) -> dict[str, str]:
    names: dict[str, str] = {}
    for column in ledger.columns:
        for header in (*column.headers, column.field):
            names.setdefault(fold_header(header), column.field)
    return names


def _names_here(
    cells: Sequence[Cell],
    own: Mapping[str, str],
    said: Mapping[str, str],
    preset: Preset | None,
) -> _Names:
    """What headers mean in this row. A field the preset finds here is read from the
    preset's columns alone, one that somebody decided on from theirs."""
    if preset is None:
        return _Names({**own, **said}, {})
    there = {fold_header(_title(cell)) for cell in cells}
    decided = {said[one] for one in there & said.keys()}
    names = {**own, **{fold_header(one): "" for one in preset.left_out}}
    ranks: dict[str, int] = {}
    for name, headers in preset.columns.items():
        found = [one for one in map(fold_header, headers) if one in there - said.keys()]
        if found:
            names = {key: "" if one == name else one for key, one in names.items()}
            names |= dict.fromkeys(found, "" if name in decided else name)
            ranks |= {one: rank for rank, one in enumerate(found)}
    return _Names({**names, **said}, ranks)


def _layout(number: int, cells: Sequence[Cell], names: _Names) -> Layout:
    layout = Layout(number)
    places: dict[str, list[tuple[int, int]]] = {}
    for position, cell in enumerate(cells):
        title = _title(cell)
        folded = fold_header(title)
        name = names.fields.get(folded)
        if not title or folded in _SERIAL or name == "":
            continue
        layout.titles[position] = title
        rank = names.ranks.get(folded, 0)
        if name is None:
            layout.unknown.append(title)
        elif any(rank == other for other, _place in places.get(name, ())):
            layout.doubled.append(title)
        else:
            places.setdefault(name, []).append((rank, position))
    for name, found in places.items():
        first, *others = [position for _rank, position in sorted(found)]
        layout.fields[name], layout.others[name] = first, others
    return layout


def _title(cell: Cell) -> str:
    return str(cell.value).strip() if cell.value is not None else ""
