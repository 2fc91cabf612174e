"""Importing a ledger: check the whole file, then write it in one transaction."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.codes import fold
from consumer_protection.core.documents.sheets import read_sheets
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


@dataclass(slots=True)
class Outcome:
    """What an import did, or would do: ``rows`` with their problems, comparisons."""

    reading: Reading
    compared: list[Comparison] = field(default_factory=list)
    batch: ImportBatch | None = None

    @property
    def wrong(self) -> list[Row]:
        return [row for row in self.reading.rows if row.is_wrong]

    def count(self, outcome: str) -> int:
        return sum(one.outcome == outcome for one in self.compared)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: the file, by whom, when, and how far to go."""

    path: Path
    actor: User
    at: datetime
    choices: Choices = field(default_factory=Choices)
    update: bool = False
    dry_run: bool = False


def import_ledger(ledger: Ledger, order: Order) -> Outcome:
    """Take every row of the file, or none: any wrong row leaves everything as it was.

    Raises FileRefused or LedgerRefused where the file cannot be read. Rows already there are left,
    or with ``update`` changed where they differ; the same file again does nothing.
    """
    sheets = read_sheets(order.path)
    with transaction.atomic():
        _wait_for_others()
        trail.acting_as(order.actor)
        setting = setting_for(order.actor, timezone.localdate(order.at))
        reading = read_rows(sheets, ledger, setting, order.choices)
        outcome = Outcome(reading)
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


def _checked(reading: Reading, ledger: Ledger, setting: Setting) -> list[Comparison]:
    if any(layout.lacks for layout in reading.layouts.values()):
        return []
    good = [row for row in reading.rows if not row.is_wrong]
    good, refused = ledger.arrange(good, setting)
    for row in good:
        if row.number in refused:
            row.problems.append(refused[row.number])
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
    wanted = {"taken", "changed"} if order.update else {"taken"}
    due = [one for one in compared if one.outcome in wanted]
    if not due:
        return None
    batch = ImportBatch.objects.create(
        root=root,
        kind=ledger.kind,
        file_name=order.path.name[:200],
        sha256=hashlib.sha256(order.path.read_bytes()).hexdigest(),
        imported_by=order.actor,
        imported_at=order.at,
        taken=sum(one.outcome == "taken" for one in due),
        changed=sum(one.outcome == "changed" for one in due),
    )
    about = Import(order.actor, order.at, root)
    ImportedRow.objects.bulk_create(
        [_write_row(one, ledger, batch, about) for one in due]
    )
    counts = {"taken": batch.taken, "changed": batch.changed, "kind": ledger.kind}
    trail.record(batch, "imported", actor=order.actor, at=order.at, changes=counts)
    return batch


def _write_row(
    one: Comparison, ledger: Ledger, batch: ImportBatch, about: Import
) -> ImportedRow:
    values = one.row.values
    is_new = one.record is None
    before = None
    if is_new:
        record = ledger.create(dict(values), about)
    else:
        record = one.record
        old = {name: change[0] for name, change in one.changes.items()}
        before = seal_values(old, batch.pk)
        ledger.update(
            record, {name: new for name, (_old, new) in one.changes.items()}, about
        )
    return ImportedRow(
        batch=batch,
        record_id=record.pk,
        row=one.row.number,
        is_new=is_new,
        sealed=seal_values(values, batch.pk),
        sealed_before=before,
    )
