"""Taking an import back as a whole, while nobody has touched its records."""

from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.comparing import unseal_values
from consumer_protection.core.ledgers.declaration import (
    Import,
    Ledger,
    Setting,
    WriteRefused,
    ledger,
)
from consumer_protection.core.ledgers.importing import setting_for
from consumer_protection.core.models import (
    ImportBatch,
    ImportedRow,
    TrailEntry,
    User,
)


class CannotTakeBack(Exception):
    """The import stays; the message says why, for people."""


@transaction.atomic
def take_back(batch: ImportBatch, *, actor: User, at: datetime) -> int:
    """Undo every row of the batch: new records go, changed ones regain what stood
    there before. Returns the number of rows; raises CannotTakeBack, all or nothing."""
    trail.acting_as(actor)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.taken_back_at:
        raise CannotTakeBack(_("This import was taken back already."))
    own = ledger(batch.kind)
    rows = list(batch.rows.order_by("-pk"))
    if not actor.scope.allows(own.may):
        raise CannotTakeBack(_("Your role does not allow this step."))
    record_ids = [row.record_id for row in rows]
    # Nobody changes them between the look and the undoing.
    records = own.noun._default_manager.select_for_update(of=("self",))
    list(records.filter(pk__in=record_ids).order_by("pk").values_list("pk"))
    _refuse_touched(batch, own, record_ids)
    about = Import(actor, at, batch.root)
    setting = setting_for(actor, timezone.localdate(at))
    try:
        for row in rows:
            _undo(row, own, about, setting)
    except WriteRefused as error:
        raise CannotTakeBack(str(error)) from error
    except ProtectedError as error:
        message = _("Other records depend on records of this import.")
        raise CannotTakeBack(message) from error
    batch.taken_back_at = at
    batch.save(update_fields=["taken_back_at"])
    trail.record(batch, "taken_back", actor=actor, at=at)
    return len(rows)


def _refuse_touched(batch: ImportBatch, own: Ledger, record_ids: list[int]) -> None:
    """The batch's own trail entry is the last of its transaction: whatever stands
    behind it on one of the records came later. Looks change nothing, nor does a later
    import that was taken back itself."""
    done = TrailEntry.objects.filter(noun=batch._meta.label_lower, record_id=batch.pk)
    last = done.order_by("-pk").values_list("pk", flat=True)[0]
    noun = own.noun._meta.label_lower
    later = TrailEntry.objects.filter(noun=noun, record_id__in=record_ids, pk__gt=last)
    undone = TrailEntry.objects.filter(
        noun=batch._meta.label_lower,
        record_id__in=ImportBatch.objects.exclude(taken_back_at=None).values("pk"),
    )
    later = trail.without_looks(later).exclude(txid__in=undone.values("txid"))
    if touched := later.values("record_id").distinct().count():
        message = _("%(count)d records of this import were changed since.")
        raise CannotTakeBack(message % {"count": touched})


def _undo(row: ImportedRow, own: Ledger, about: Import, setting: Setting) -> None:
    record = own.noun._default_manager.get(pk=row.record_id)
    if row.is_new:
        own.remove(record)
        return
    if row.sealed_before is None:
        return
    old = unseal_values(row.sealed_before, row.batch_id)
    values = {name: _value(own, name, text, setting) for name, text in old.items()}
    own.update(record, values, about)


def _value(own: Ledger, name: str, text: str, setting: Setting) -> object:
    column = own.column(name)
    return column.parser.read(Cell(text), setting) if text else column.default
