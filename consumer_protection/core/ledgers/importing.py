"""Importing a ledger: check the whole file, then write it in one transaction."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import files, trail
from consumer_protection.core.codes import fold
from consumer_protection.core.documents.sheets import Sheet, read_sheets
from consumer_protection.core.ledgers.comparing import (
    Comparison,
    compare,
    plain,
    seal_values,
)
from consumer_protection.core.ledgers.declaration import (
    Import,
    Ledger,
    Problem,
    Setting,
    WriteRefused,
)
from consumer_protection.core.ledgers.rows import (
    Choices,
    LedgerRefused,
    Reading,
    Row,
    read_rows,
)
from consumer_protection.core.models import ImportBatch, ImportedRow, Unit, User

# Rows written together: few statements, and few encrypted rows held at a time.
_AT_ONCE = 500


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do: ``rows`` with their problems, comparisons;
    ``titles`` is what stands above the header rows."""

    reading: Reading
    compared: list[Comparison] = field(default_factory=list)
    batch: ImportBatch | None = None
    titles: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.reading.rows if row.is_wrong]

    def count(self, outcome: str) -> int:
        return sum(one.outcome == outcome for one in self.compared)


def _tell_nobody(step: str, percent: int) -> None:
    pass


@dataclass(slots=True)
class Order:
    """What is asked for: the file, by whom, when, and how far to go.

    ``only`` narrows the changed rows written to these (``row_id``); ``name`` and
    ``kept_as`` say how the file was called and where it is kept already; ``tell``
    hears the step and percent reached.
    """

    path: Path
    actor: User
    at: datetime
    choices: Choices = field(default_factory=Choices)
    update: bool = False
    dry_run: bool = False
    only: frozenset[str] | None = None
    name: str = ""
    kept_as: UUID | None = None
    tell: Callable[[str, int], None] = _tell_nobody

    def takes(self, one: Comparison) -> bool:
        if one.outcome == "changed":
            return self.update and (self.only is None or row_id(one.row) in self.only)
        return one.outcome == "taken"


def row_id(row: Row) -> str:
    """A row's name within its file."""
    return f"{row.sheet}!{row.number}"


def import_ledger(ledger: Ledger, order: Order) -> Outcome:
    """Take every row of the file, or none: any wrong row leaves everything as it was.

    Raises FileRefused or LedgerRefused where the file cannot be read. Rows already there are left,
    or with ``update`` changed where they differ; the same file again does nothing.
    """
    order.tell("read", 5)
    sheets = read_sheets(order.path)
    with transaction.atomic():
        if not order.dry_run:
            _wait_for_others()
        trail.acting_as(order.actor)
        setting = setting_for(order.actor, timezone.localdate(order.at))
        order.tell("rows", 20)
        reading = read_rows(sheets, ledger, setting, order.choices)
        outcome = Outcome(reading, titles=_titles(sheets, reading))
        order.tell("compare", 45)
        outcome.compared = _checked(reading, ledger, setting)
        if not outcome.wrong and not order.dry_run:
            try:
                outcome.batch = _write(outcome.compared, ledger, order, setting.root)
            except WriteRefused as error:
                raise LedgerRefused(str(error)) from error
    return outcome


def setting_for(actor: User, today: date) -> Setting:
    """The actor's institution; the system account's is the only one there is."""
    roots = Unit.objects.visible_to(actor).filter(parent=None).order_by("pk")
    root = roots.first()
    units: dict[str, Unit] = {}
    for unit in Unit.objects.filter(root=root).order_by("code") if root else ():
        for name in (unit.code, unit.name, unit.short_name):
            if name:
                units.setdefault(fold(name), unit)
    return Setting(today, root, units, actor)


def _wait_for_others() -> None:
    """One import at a time: two at once could both find a row missing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(724502)")


def _titles(sheets: Iterable[Sheet], reading: Reading) -> list[str]:
    """The texts above the header rows, where a template says its version."""
    return [
        str(cell.value)
        for sheet in sheets
        if sheet.name in reading.layouts
        for number, cells in sheet.rows
        if number < reading.layouts[sheet.name].row
        for cell in cells
        if cell.value is not None
    ]


def _checked(reading: Reading, ledger: Ledger, setting: Setting) -> list[Comparison]:
    if any(layout.lacks for layout in reading.layouts.values()):
        return []
    good = [row for row in reading.rows if not row.is_wrong]
    good, refused = ledger.arrange(good, setting)
    for row in good:
        if problem := refused.get(row.place):
            row.problems.append(problem)
    _refuse_repeated(good, ledger)
    return compare([row for row in good if not row.is_wrong], ledger, setting)


def _refuse_repeated(rows: list[Row], ledger: Ledger) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        key = tuple(plain(part) for part in ledger.key_of(row.values))
        if not any(key):
            continue
        if key in first:
            advice = _("The same as row %(row)d: delete one.") % {"row": first[key]}
            row.problems.append(Problem("row.repeated", advice, ledger.key[0]))
        first.setdefault(key, row.number)


def _write(
    compared: list[Comparison], ledger: Ledger, order: Order, root: Unit | None
) -> ImportBatch | None:
    due = [one for one in compared if order.takes(one)]
    if not due:
        return None
    content = order.path.read_bytes()
    batch = ImportBatch.objects.create(
        root=root,
        kind=ledger.kind,
        file_name=(order.name or order.path.name)[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        stored_as=order.kept_as or files.store(content).stored_as,
        imported_by=order.actor,
        imported_at=order.at,
        taken=sum(one.outcome == "taken" for one in due),
        changed=sum(one.outcome == "changed" for one in due),
    )
    about = Import(order.actor, order.at, root)
    for start in range(0, len(due), _AT_ONCE):
        order.tell("write", 60 + start * 35 // len(due))
        _write_rows(due[start : start + _AT_ONCE], ledger, batch, about)
    if root is None:
        # The first units of all: what they were written below is there only now.
        batch.root = setting_for(order.actor, timezone.localdate(order.at)).root
        batch.save(update_fields=["root"])
    counts = {"taken": batch.taken, "changed": batch.changed, "kind": ledger.kind}
    trail.record(batch, "imported", actor=order.actor, at=order.at, changes=counts)
    return batch


def _write_rows(
    due: list[Comparison], ledger: Ledger, batch: ImportBatch, about: Import
) -> None:
    new = [one for one in due if one.record is None]
    standing = _locked(
        [one.record for one in due if one.record is not None], ledger, about
    )
    created = ledger.create_each([dict(one.row.values) for one in new], about)
    rows = [
        _imported(one, record, batch) for one, record in zip(new, created, strict=True)
    ]
    for one in due:
        if one.record is not None:
            # What stood there is sealed before it is written over.
            rows.append(_imported(one, one.record, batch))
            _change(standing[one.record.pk], one, ledger, about)
    ImportedRow.objects.bulk_create(rows)


def _locked(records: list[Any], ledger: Ledger, about: Import) -> dict[int, Any]:
    """The records as they stand now, nobody else's until the import ends."""
    if not records:
        return {}
    wanted = [one.pk for one in records]
    visible = ledger.records(about.actor).filter(pk__in=wanted).order_by("pk")
    found = {one.pk: one for one in visible.select_for_update(of=("self",))}
    if len(found) < len(set(wanted)):
        raise WriteRefused(_("This would belong to a unit that is not yours."))
    return found


def _change(record: Any, one: Comparison, ledger: Ledger, about: Import) -> None:
    """Write over what was compared, and over nothing that came since."""
    standing = ledger.read(record)
    if any(standing[name] != old for name, (old, _new) in one.changes.items()):
        message = _("Changed by somebody else during the import: import it again.")
        raise WriteRefused(message)
    ledger.update(
        record, {name: new for name, (_old, new) in one.changes.items()}, about
    )


def _imported(one: Comparison, record: Any, batch: ImportBatch) -> ImportedRow:
    is_new = one.record is None
    old = {name: change[0] for name, change in one.changes.items()}
    return ImportedRow(
        batch=batch,
        record_id=record.pk,
        row=one.row.number,
        is_new=is_new,
        sealed=seal_values(one.row.values, batch.pk),
        sealed_before=None if is_new else seal_values(old, batch.pk),
    )
