"""Writing one record by its ledger's columns, from a form or by the API.

The same columns, parsers and checks as an import, so that a record is the same
whichever way it came.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.comparing import plain
from consumer_protection.core.ledgers.declaration import (
    CellError,
    Import,
    Ledger,
    Problem,
    Setting,
    WriteRefused,
)
from consumer_protection.core.ledgers.importing import setting_for
from consumer_protection.core.ledgers.rows import Row
from consumer_protection.core.models import User
from consumer_protection.core.states import Move


class RecordWrong(Exception):
    """Nothing was written; ``problems`` say by field what to correct."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("; ".join(problem.advice for problem in problems))
        self.problems = problems


class RecordStale(Exception):
    """Somebody changed the record since it was read; nothing was written."""

    def __init__(self, version: int, standing: Mapping[str, Any]) -> None:
        super().__init__(_("Changed by somebody else since you opened it."))
        self.version = version
        self.standing = standing


@transaction.atomic
def add_record(
    ledger: Ledger,
    raw: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Any:
    """Write a new record from ``raw``: field → what a cell of that column may hold.

    Raises RecordWrong; also where a record of the same key is there, and where the
    actor would not see the record written.
    """
    trail.acting_as(actor)
    _wait_for_others(ledger)
    setting = setting_for(actor, timezone.localdate(at))
    values, problems = read_values(ledger, raw, setting)
    missing = _("This must be filled in.")
    for column in ledger.columns:
        if column.required and column.field not in raw:
            problems.append(Problem("value.missing", missing, column.field))
    refuse(problems)
    values = _checked(ledger, values, setting)
    if ledger.find(values, setting) is not None:
        advice = _("This record is there already.")
        refuse([Problem("record.exists", advice, ledger.key[0])])
    with _told_as_wrong():
        record = ledger.create(values, Import(actor, at, setting.root, way))
    _refuse_out_of_sight(ledger, record, actor)
    return record


@transaction.atomic
def change_record(
    ledger: Ledger, record: Any, raw: Mapping[str, Any], version: int, *, about: Import
) -> None:
    """Write the fields ``raw`` names, where the record is still at ``version``.

    Raises RecordStale, RecordWrong. Values equal to those standing change nothing.
    """
    trail.acting_as(about.actor)
    fresh = ledger.records(about.actor).select_for_update(of=("self",))
    record.refresh_from_db(from_queryset=fresh)
    standing = ledger.read(record)
    now = trail.version_of(record)
    if now != version:
        raise RecordStale(now, standing)
    setting = setting_for(about.actor, timezone.localdate(about.at))
    values, problems = read_values(ledger, raw, setting)
    refuse(problems)
    whole = _checked(ledger, {**standing, **values}, setting)
    values = {name: whole[name] for name in values}
    changes = {
        name: value for name, value in values.items() if standing.get(name) != value
    }
    if not changes:
        return
    if ledger.is_locked(record):
        advice = _("This record is locked: its period has been filed.")
        refuse([Problem("record.locked", advice)])
    _refuse_taken_key(ledger, record, whole, setting)
    with _told_as_wrong():
        ledger.update(record, changes, about)
    _refuse_out_of_sight(ledger, record, about.actor)
    _refuse_untaken(ledger, record, changes, about.actor)


def fill_for_move(
    ledger: Ledger, record: Any, move: Move, raw: Mapping[str, Any], about: Import
) -> None:
    """Write what a move needs before it is made, in the transaction of the move and
    on the locked record; checked as the record will stand after it."""
    unknown = _("This move does not take it.")
    foreign = [name for name in raw if name not in (*move.needs, *move.takes)]
    refuse([Problem("field.unknown", unknown, name) for name in foreign])
    setting = setting_for(about.actor, timezone.localdate(about.at))
    values, problems = read_values(ledger, raw, setting)
    refuse(problems)
    whole = {**ledger.read(record), **values}
    if "status" in whole:
        whole["status"] = move.target
    refuse([one for one in ledger.check(whole, setting) if not one.is_warning])
    for name, value in values.items():
        setattr(record, name, value)
    record.save(update_fields=list(values))


def read_values(
    ledger: Ledger, raw: Mapping[str, Any], setting: Setting
) -> tuple[dict[str, Any], list[Problem]]:
    """Each value parsed as a cell of its column; unknown fields are problems."""
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    columns = {column.field: column for column in ledger.columns}
    for name, given in raw.items():
        if name not in columns:
            problems.append(Problem("field.unknown", _("No such field."), name))
            continue
        column = columns[name]
        values[name] = column.default
        try:
            if not _is_empty(given):
                values[name] = column.parser.read(cell_of(given), setting)
            elif column.required:
                raise CellError("value.missing", _("This must be filled in."))
        except CellError as error:
            problems.append(Problem(error.code, error.advice, name))
    return values, problems


def cell_of(given: Any) -> Cell:
    """A value of a form or of JSON as the cell that would hold it."""
    if isinstance(given, list | tuple):
        return Cell("、".join(map(str, given)))
    if isinstance(given, bool):
        return Cell("是" if given else "否")
    is_number = isinstance(given, int | float)
    return Cell(given if is_number else str(given), is_number=is_number)


def _wait_for_others(ledger: Ledger) -> None:
    """One new record of a kind at a time: two at once could both find it missing."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(724503, hashtext(%s))", [ledger.kind]
        )


def _checked(
    ledger: Ledger, values: dict[str, Any], setting: Setting
) -> dict[str, Any]:
    """The values as the ledger arranges a row of them, or RecordWrong."""
    refuse([one for one in ledger.check(values, setting) if not one.is_warning])
    row = Row("", 1, values)
    _rows, refused = ledger.arrange([row], setting)
    refuse(list(refused.values()))
    return row.values


def refuse(problems: list[Problem]) -> None:
    if problems:
        raise RecordWrong(problems)


@contextmanager
def _told_as_wrong() -> Iterator[None]:
    """An action's refusal in the words of this module."""
    try:
        yield
    except WriteRefused as error:
        raise RecordWrong([Problem("record.refused", str(error))]) from error


def _is_empty(given: Any) -> bool:
    blank = isinstance(given, str) and not given.strip()
    return given is None or given == [] or blank


def _refuse_out_of_sight(ledger: Ledger, record: Any, actor: User) -> None:
    """Nobody writes what is not theirs to see; raised inside the transaction."""
    if not ledger.records(actor).filter(pk=record.pk).exists():
        advice = _("This would belong to a unit that is not yours.")
        name = next((one.field for one in ledger.columns if one.field == "unit"), "")
        refuse([Problem("record.out_of_scope", advice, name)])


def _refuse_taken_key(
    ledger: Ledger, record: Any, values: Mapping[str, Any], setting: Setting
) -> None:
    other = ledger.find(values, setting)
    if other is not None and other.pk != record.pk:
        advice = _("This record is there already.")
        refuse([Problem("record.exists", advice, ledger.key[0])])


def _refuse_untaken(
    ledger: Ledger, record: Any, changes: Mapping[str, Any], actor: User
) -> None:
    """What the noun keeps as it was must not look as if it had been changed."""
    now = ledger.read(ledger.records(actor).get(pk=record.pk))
    advice = _("This cannot be changed here.")
    refuse(
        [
            Problem("value.fixed", advice, name)
            for name, value in changes.items()
            if plain(value) and plain(now[name]) != plain(value)
        ]
    )
