"""What a worker does with ledger files: checks one, or writes it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core.documents.sheets import FileRefused
from consumer_protection.core.leases import ATTEMPTS, LEASE, LeaseLost
from consumer_protection.core.ledgers import upload_results
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import import_ledger
from consumer_protection.core.ledgers.rows import LedgerRefused
from consumer_protection.core.ledgers.upload_orders import Progress, order_of
from consumer_protection.core.models import LedgerUpload, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move


class ChangedSince(Exception):
    """Writing would do something else than the check showed."""


@transaction.atomic
def claim(upload_id: int, *, at: datetime) -> LedgerUpload | None:
    """Take an upload that is owed work, or None where it is not, or no more."""
    owed = LedgerUpload.objects.select_for_update(skip_locked=True, of=("self",))
    upload = owed.owed(at).filter(pk=upload_id).first()
    if upload is None:
        return None
    upload.attempt += 1
    upload.lease_until = at + LEASE
    upload.save(update_fields=["attempt", "lease_until"])
    may = upload.uploaded_by.is_active and upload.uploaded_by.scope.allows(
        ledger(upload.kind).may
    )
    if not may:
        _refuse(upload, _("Whoever uploaded this file may not import any more."), at)
        return None
    if upload.attempt > ATTEMPTS:
        _refuse(
            upload, _("Given up after %(count)d attempts.") % {"count": ATTEMPTS}, at
        )
        return None
    return upload


def renew_lease(upload: LedgerUpload, progress: Progress, at: datetime) -> None:
    """Say that the worker lives and how far it is; raises LeaseLost."""
    own = LedgerUpload.objects.filter(pk=upload.pk, attempt=upload.attempt)
    told = own.update(
        lease_until=at + LEASE, progress=progress.percent, step=progress.step
    )
    if not told:
        raise LeaseLost(upload.pk)


def work(upload: LedgerUpload, progress: Progress, *, at: datetime) -> None:
    """Do what a claimed upload is owed: its check, or its writing.

    Safe to be broken off anywhere: a check writes nothing, writing is one transaction.
    """
    try:
        if upload.status == "waiting":
            _check(upload, progress, at)
        else:
            _write(upload, progress, at)
    except ChangedSince:
        upload.attempt, upload.lease_until = 0, None
        upload.save(update_fields=["attempt", "lease_until"])
        note = _("What is there changed since the check: look again.")
        make_move(upload, "look_again", actor=upload.uploaded_by, at=at, note=note)
    except FileRefused as error:
        _refuse(upload, error.message, at)
    except LedgerRefused as error:
        _refuse(upload, str(error), at)
    except MoveRefused:
        # Another worker was faster, and did the same.
        return


def _check(upload: LedgerUpload, progress: Progress, at: datetime) -> None:
    own = ledger(upload.kind)
    order = order_of(upload, progress, at)
    order.dry_run = True
    outcome = import_ledger(own, order)
    marked = upload_results.marked(order.path, outcome, own)
    with transaction.atomic():
        make_move(upload, "check", actor=upload.uploaded_by, at=at)
        upload.digest = upload_results.digest(outcome)
        upload.sealed_result = upload_results.sealed(upload, outcome, own)
        upload.marked_as = marked
        upload.attempt, upload.lease_until = 0, None
        upload.progress, upload.step = 100, ""
        upload.save()


@transaction.atomic
def _write(upload: LedgerUpload, progress: Progress, at: datetime) -> None:
    """One transaction with the import, so that it is written once or not at all."""
    order = order_of(upload, progress, at)
    order.update = True
    order.only = frozenset(upload.accepted)
    outcome = import_ledger(ledger(upload.kind), order)
    if upload_results.digest(outcome) != upload.digest:
        raise ChangedSince
    make_move(upload, "write", actor=upload.uploaded_by, at=at)
    upload.batch = outcome.batch
    upload.lease_until = None
    upload.progress, upload.step = 100, ""
    upload.save()


def _refuse(upload: LedgerUpload, reason: str, at: datetime) -> None:
    with transaction.atomic():
        system = User.objects.system()
        make_move(upload, "refuse", actor=system, at=at, note=reason)
        upload.failure, upload.lease_until = reason, None
        upload.save(update_fields=["failure", "lease_until"])
