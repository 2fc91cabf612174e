"""What is done with ledger files: received, checked, decided on, written, dropped."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import files, trail
from consumer_protection.core.ledgers import upload_results
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.remembering import remember
from consumer_protection.core.models import LedgerUpload, RememberedChoice, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move


@transaction.atomic
def receive(
    kind: str,
    file_name: str,
    content: bytes,
    *,
    actor: User,
    at: datetime,
    preset: str = "",
) -> LedgerUpload:
    """Keep a ledger file; a check is owed to it. ``preset``: the system it is of."""
    trail.acting_as(actor)
    kept = files.store(content)
    upload = LedgerUpload.objects.create(
        status="waiting",
        root=actor.unit.root if actor.unit else None,
        kind=ledger(kind).kind,
        file_name=file_name[:200],
        stored_as=kept.stored_as,
        size=kept.size,
        sha256=kept.sha256,
        uploaded_by=actor,
        uploaded_at=at,
        choices={"preset": preset} if preset else {},
    )
    told = {"kind": kind, "sha256": kept.sha256, "preset": preset}
    trail.record(upload, "received", actor=actor, at=at, changes=told)
    return upload


@transaction.atomic
def decide(
    upload: LedgerUpload, choices: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Take what a person decided about headers, values and sheet; check anew.

    ``choices``: {"headers": {title: field or ""}, "values": {field: {text: code}},
    "sheet": name or ""}. It is remembered for the institution's next file. Raises
    MoveRefused.
    """
    make_move(upload, "decide", actor=actor, at=at)
    own = ledger(upload.kind)
    upload.choices = upload_results.merged(upload.choices, choices)
    _forget_check(upload)
    upload.save()
    remember(upload.root, own, upload.choices)


@transaction.atomic
def confirm(
    upload: LedgerUpload, accepted: Collection[str], *, actor: User, at: datetime
) -> None:
    """Owe the writing: every new row, and the changed rows named. Raises MoveRefused,
    also while a row is wrong."""
    result = upload_results.opened(upload)
    if result["counts"]["wrong"]:
        raise MoveRefused(_("Rows are wrong: nothing can be written."))
    make_move(upload, "confirm", actor=actor, at=at)
    known = {*(one["id"] for one in result["changes"]), *result["rest"]}
    upload.accepted = sorted(known & set(accepted))
    upload.uploaded_by = actor
    upload.attempt, upload.lease_until = 0, None
    upload.progress, upload.step = 0, ""
    upload.save()


def drop(upload: LedgerUpload, *, actor: User, at: datetime) -> None:
    """Give the file up; it stays among what was uploaded. Raises MoveRefused."""
    make_move(upload, "drop", actor=actor, at=at)


@transaction.atomic
def forget(choice: RememberedChoice, *, actor: User, at: datetime) -> None:
    """Take a remembered decision back."""
    trail.acting_as(actor)
    told = {"kind": choice.kind, "text": choice.text, "target": choice.target}
    trail.record(actor, "choice_forgotten", actor=actor, at=at, changes=told)
    choice.delete()


def _forget_check(upload: LedgerUpload) -> None:
    upload.sealed_result, upload.digest, upload.marked_as = None, "", None
    upload.failure, upload.accepted = "", []
    upload.attempt, upload.lease_until = 0, None
    upload.progress, upload.step = 0, ""
