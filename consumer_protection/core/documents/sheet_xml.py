"""Streams the parts of an .xlsx; memory follows what its cells hold."""

import zipfile
from collections.abc import Callable

from consumer_protection.core.documents.cell_reading import (
    CellReader,
    text_cell,
    unescaped,
)
from consumer_protection.core.documents.cells import Cell, Row, as_formula, is_blank
from consumer_protection.core.documents.gate import Limits, Refused
from consumer_protection.core.documents.spans import Grid, Span, column_of, span_of
from consumer_protection.core.documents.xml_parts import (
    Attributes,
    feed,
    new_parser,
    without_prefix,
)

_SPREADING = {"array", "dataTable"}


class _Events:
    """Hands each element to the method its name stands for."""

    def __init__(self) -> None:
        self.starts: dict[str, Callable[[Attributes], None]] = {
            "t": self.take,
            "rPh": self.enter_aid,
        }
        self.ends: dict[str, Callable[[], None]] = {
            "t": self.leave,
            "rPh": self.leave_aid,
        }
        self.pieces: list[str] = []
        self._is_taking = self._is_aid = False

    def read(self, archive: zipfile.ZipFile, part: str) -> None:
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        feed(archive, part, parser)

    def take(self, _: Attributes) -> None:
        self._is_taking = not self._is_aid

    def leave(self) -> None:
        self._is_taking = False

    def enter_aid(self, _: Attributes) -> None:
        self._is_aid = True

    def leave_aid(self) -> None:
        self._is_aid = False

    def taken(self) -> str:
        text = "".join(self.pieces)
        self.pieces.clear()
        return text

    def _start(self, name: str, attributes: Attributes) -> None:
        if handle := self.starts.get(name) or self.starts.get(without_prefix(name)):
            handle(attributes)

    def _end(self, name: str) -> None:
        if handle := self.ends.get(name) or self.ends.get(without_prefix(name)):
            handle()

    def _text(self, text: str) -> None:
        if self._is_taking:
            self.pieces.append(text)


class _SharedTexts(_Events):
    def __init__(self) -> None:
        super().__init__()
        self.texts: list[Cell] = []
        self.ends["si"] = self._end_text

    def _end_text(self) -> None:
        self.texts.append(text_cell(unescaped(self.taken())))


class _SheetEvents(_Events):
    def __init__(self, reader: CellReader, limits: Limits) -> None:
        super().__init__()
        self.starts |= {
            "row": self._start_row,
            "c": self._start_cell,
            "f": self._start_formula,
            "v": self.take,
            "mergeCell": self._start_merge,
        }
        self.ends |= {"v": self.leave, "c": self._end_cell}
        self.grid = Grid(limits)
        self.merged: list[Span] = []
        self.spread: list[Span] = []
        self._reader = reader
        self._limits = limits
        self._row = self._rows_seen = self._cells_seen = 0
        self._column = -1
        self._cell: Attributes | None = None
        self._is_formula = False

    def _start_row(self, attributes: Attributes) -> None:
        self._rows_seen += 1
        if self._rows_seen > self._limits.rows:
            raise Refused("too_many_rows")
        number = int(attributes.get("r", self._row + 1))
        if number <= self._row:
            raise Refused("damaged")
        self._row, self._column = number, -1

    def _start_cell(self, attributes: Attributes) -> None:
        self._cells_seen += 1
        if self._cells_seen > self._limits.cells:
            raise Refused("too_complex")
        place = attributes.get("r")
        self._column = column_of(place) if place else self._column + 1
        self._cell, self._is_formula = attributes, False
        self.pieces.clear()

    def _start_formula(self, attributes: Attributes) -> None:
        if self._cell is None:
            return
        self._is_formula = True
        if attributes.get("t") in _SPREADING and "ref" in attributes:
            self.spread.append(span_of(attributes["ref"]))

    def _start_merge(self, attributes: Attributes) -> None:
        self.merged.append(span_of(attributes["ref"]))

    def _end_cell(self) -> None:
        written, self._cell = self._cell or {}, None
        kind, style = written.get("t", "n"), written.get("s", "")
        cell = self._reader.read(kind, style, self.taken())
        if self._is_formula:
            cell = as_formula(cell)
        if not is_blank(cell):
            self.grid.put(self._row, self._column, cell)


def shared_texts(archive: zipfile.ZipFile, part: str) -> list[Cell]:
    events = _SharedTexts()
    events.read(archive, part)
    return events.texts


def sheet_rows(
    archive: zipfile.ZipFile, part: str, reader: CellReader, limits: Limits
) -> tuple[Row, ...]:
    events = _SheetEvents(reader, limits)
    events.read(archive, part)
    events.grid.fill_down(events.merged)
    events.grid.spread_formulas(events.spread)
    return events.grid.rows()
