"""Reading a ledger's rows: every cell parsed, every fault named, nothing written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core import pii
from consumer_protection.core.codes import fold
from consumer_protection.core.documents.sheets import Cell, Sheet
from consumer_protection.core.ledgers.declaration import (
    CellError,
    Column,
    Ledger,
    Place,
    Problem,
    Setting,
)
from consumer_protection.core.ledgers.headers import Layout, find_layout
from consumer_protection.core.ledgers.presets import Preset


class LedgerRefused(Exception):
    """The file holds no such ledger; the message says what to do."""


_TOTALS = ("合计", "总计", "小计", "共计")


@dataclass(slots=True)
class Row:
    """``values`` holds only the fields the file has columns for."""

    sheet: str
    number: int
    values: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        return self.sheet, self.number

    @property
    def is_wrong(self) -> bool:
        return any(not problem.is_warning for problem in self.problems)


@dataclass(slots=True)
class Choices:
    """What the importing person decided about headers and values, and the system the
    file comes from."""

    maps: Mapping[str, str] = field(default_factory=dict)
    ignored: Sequence[str] = ()
    renames: Mapping[tuple[str, str], str] = field(default_factory=dict)
    sheet: str = ""
    preset: Preset | None = None

    def meant(self, field: str, text: str) -> str | None:
        """The code somebody decided for a value, or the preset knows."""
        folded = fold(text)
        known = self.preset.values.get(field, {}) if self.preset else {}
        return self.renames.get((field, folded)) or known.get(folded)


@dataclass(slots=True)
class Reading:
    """All rows of a file, with the layout of each sheet they came from."""

    rows: list[Row] = field(default_factory=list)
    layouts: dict[str, Layout] = field(default_factory=dict)


def read_rows(
    sheets: Sequence[Sheet], ledger: Ledger, setting: Setting, choices: Choices
) -> Reading:
    """Every row of every sheet that has the ledger's header.

    Raises LedgerRefused where no sheet has one, or the named sheet is missing.
    """
    reading = Reading()
    for sheet in _wanted(sheets, choices.sheet):
        layout = find_layout(
            sheet, ledger, choices.maps, choices.ignored, choices.preset
        )
        if layout is None:
            continue
        reading.layouts[sheet.name] = layout
        reading.rows += _header_row(sheet, layout, ledger)
        reading.rows += _data_rows(sheet, layout, ledger, setting, choices)
    if not reading.layouts:
        message = _(
            "No header row of this ledger was found: compare with the template."
        )
        raise LedgerRefused(message)
    return reading


def _wanted(sheets: Sequence[Sheet], name: str) -> Sequence[Sheet]:
    if not name:
        return sheets
    found = [sheet for sheet in sheets if sheet.name == name]
    if not found:
        names = "、".join(sheet.name for sheet in sheets)
        message = _("No sheet of this name; there are: %(names)s") % {"names": names}
        raise LedgerRefused(message)
    return found


def _header_row(sheet: Sheet, layout: Layout, ledger: Ledger) -> Iterator[Row]:
    """The header's own faults, as a row of them."""
    row = Row(sheet.name, layout.row, {})
    unknown = _("Unknown column: map it to a field or leave it out on purpose.")
    doubled = _("This column stands twice: leave one out.")
    missing = _("This required column is missing.")
    for title in layout.unknown:
        row.cells[title] = title
        row.problems.append(Problem("header.unknown", unknown, title))
    for title in layout.doubled:
        row.cells[title] = title
        row.problems.append(Problem("header.doubled", doubled, title))
    for column in ledger.columns:
        if column.required and column.field not in layout.fields:
            layout.lacks.append(column.label)
            row.problems.append(Problem("header.missing", missing, column.label))
    if row.problems:
        yield row


def _data_rows(
    sheet: Sheet, layout: Layout, ledger: Ledger, setting: Setting, choices: Choices
) -> Iterator[Row]:
    for number, cells in sheet.rows:
        if number <= layout.row or _is_blank(cells, layout) or _is_totals(cells):
            continue
        row = Row(sheet.name, number, {})
        for column in ledger.columns:
            if column.field in layout.fields:
                cell = _first(cells, layout, column.field)
                _read_cell(row, column, cell, setting, choices)
        if choices.preset:
            row.values |= choices.preset.sets
        if not row.is_wrong and not layout.lacks:
            row.problems += ledger.check(row.values, setting)
        yield row


def _at(cells: Sequence[Cell], position: int) -> Cell:
    return cells[position] if position < len(cells) else Cell(None)


def _first(cells: Sequence[Cell], layout: Layout, name: str) -> Cell:
    """The field's own cell; where it is empty the first of the others that is not."""
    first = _at(cells, layout.fields[name])
    others = (_at(cells, position) for position in layout.others.get(name, ()))
    held = (cell for cell in others if not _is_empty(cell))
    return next(held, first) if _is_empty(first) else first


def _is_blank(cells: Sequence[Cell], layout: Layout) -> bool:
    """Nothing in any column with a header; a lone running number is nothing."""
    return all(_is_empty(_at(cells, position)) for position in layout.titles)


def _is_empty(cell: Cell) -> bool:
    blank = cell.value is None or (
        isinstance(cell.value, str) and not cell.value.strip()
    )
    return blank and not cell.is_formula and not cell.problem


def _is_totals(cells: Sequence[Cell]) -> bool:
    first = next((str(cell.value) for cell in cells if not _is_empty(cell)), "")
    return fold(first).rstrip(":：") in _TOTALS


def _read_cell(
    row: Row, column: Column, cell: Cell, setting: Setting, choices: Choices
) -> None:
    row.values[column.field] = column.default
    row.cells[column.field] = _shown(column, cell)
    try:
        _refuse_broken(cell)
        if not _is_empty(cell):
            renamed = _renamed(column, cell, choices)
            row.values[column.field] = column.parser.read(renamed, setting)
        elif column.required:
            raise CellError("value.missing", _("This must be filled in."))
    except CellError as error:
        row.problems.append(Problem(error.code, error.advice, column.field))


def _refuse_broken(cell: Cell) -> None:
    if cell.is_formula:
        advice = _("A formula: copy the column and paste it as values.")
        raise CellError("cell.formula", advice)
    if cell.problem:
        raise CellError(
            f"cell.{cell.problem}", _("Excel shows an error here: correct it.")
        )


def _renamed(column: Column, cell: Cell, choices: Choices) -> Cell:
    new = choices.meant(column.field, str(cell.value))
    return cell if new is None else Cell(new)


def _shown(column: Column, cell: Cell) -> str:
    """The cell's value for a message: personal data masked, the rest cut short."""
    text = "" if cell.value is None else str(cell.value)[:60]
    return pii.MASKS[column.mask](text) if column.mask else pii.mask_text(text)
