"""What a ledger is: columns, key, and how its rows become records and back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.presets import Preset
from consumer_protection.core.models import Unit, User
from consumer_protection.core.scope import Asker
from consumer_protection.core.trail import LEDGER, Way

Values = Mapping[str, Any]
# A row's sheet and number: several sheets have rows of the same number.
Place = tuple[str, int]


class UnknownLedger(LookupError):
    """No ledger of this kind."""


class WriteRefused(Exception):
    """An action would not write a row; nothing of the whole was written."""


class CellError(ValueError):
    """A cell that cannot be taken; ``advice`` is what to do, for people."""

    def __init__(self, code: str, advice: str) -> None:
        super().__init__(advice)
        self.code = code
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with a row; a warning lets the row pass."""

    code: str
    advice: str
    field: str = ""
    is_warning: bool = False


@dataclass(slots=True)
class Setting:
    """What a row is read in: the day, the institution and its units by every name,
    and who writes where somebody is to write."""

    today: date
    root: Unit | None
    units: dict[str, Unit]
    actor: User | None = None


class Parser(Protocol):
    """One way of writing a value in a cell, and back."""

    def read(self, cell: Cell, setting: Setting) -> Any:
        """The value, or CellError. Only called for cells that hold something."""

    def write(self, value: Any) -> object:
        """The value as the export shows it; reading that gives the value again."""

    def choices(self) -> Sequence[str]:
        """The values taken, where they are a list."""


@dataclass(frozen=True, slots=True)
class Column:
    """``headers``: the label first, then the names people use. ``mask`` marks
    personal data (name or number) and says how it is hidden."""

    field: str
    headers: tuple[str, ...]
    parser: Parser
    required: bool = False
    mask: str = ""
    default: Any = None

    @property
    def label(self) -> str:
        return self.headers[0]


@dataclass(frozen=True, slots=True)
class Import:
    """Who writes, when, for which institution, and by which way it comes."""

    actor: User
    at: datetime
    root: Unit | None
    way: Way = LEDGER


def _no_problems(values: Values, setting: Setting) -> Iterable[Problem]:
    return ()


def _as_they_are(
    rows: list[Any], setting: Setting
) -> tuple[list[Any], Mapping[Place, Problem]]:
    return rows, {}


def _never(record: Any) -> bool:
    return False


@dataclass(frozen=True)
class Ledger:
    """``find`` gives the record a row's key names; ``read`` a record's values by
    field; ``create`` and ``update`` write; ``check`` looks across a row's fields;
    ``arrange`` may reorder rows that need one another and refuse some (by their
    place); ``remove`` takes a created record back; ``may`` is the clearance to
    import it. ``find_all`` and ``create_all`` do for many rows, in their order, what
    ``find`` and ``create`` do for one: large ledgers have them, so that an import asks
    the database a few times, not per row. ``presets``: files of other systems that
    bring rows of this ledger."""

    kind: str
    label: str | Promise
    noun: type[Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    find: Callable[[Values, Setting], Any | None]
    read: Callable[[Any], dict[str, Any]]
    create: Callable[[dict[str, Any], Import], Any]
    update: Callable[[Any, dict[str, Any], Import], None]
    records: Callable[[Asker], QuerySet[Any]]
    remove: Callable[[Any], None]
    period_field: str = ""
    may: str = "ledgers.import"
    check: Callable[[Values, Setting], Iterable[Problem]] = _no_problems
    arrange: Callable[
        [list[Any], Setting], tuple[list[Any], Mapping[Place, Problem]]
    ] = _as_they_are
    is_locked: Callable[[Any], bool] = _never
    find_all: Callable[[Sequence[Values], Setting], list[Any | None]] | None = None
    create_all: Callable[[Sequence[dict[str, Any]], Import], list[Any]] | None = None
    presets: Sequence[Preset] = ()

    def find_each(self, rows: Sequence[Values], setting: Setting) -> list[Any | None]:
        if self.find_all:
            return self.find_all(rows, setting)
        return [self.find(values, setting) for values in rows]

    def create_each(self, rows: Sequence[dict[str, Any]], about: Import) -> list[Any]:
        if self.create_all:
            return self.create_all(rows, about)
        return [self.create(values, about) for values in rows]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.field == name)

    def key_of(self, values: Values) -> tuple[Any, ...]:
        return tuple(values.get(name) for name in self.key)


def ledger(kind: str) -> Ledger:
    """The ledger of one kind, or UnknownLedger naming those there are."""
    if kind not in settings.LEDGERS:
        raise UnknownLedger(", ".join(settings.LEDGERS))
    found: Ledger = import_string(settings.LEDGERS[kind])
    return found
