"""What was found is mended, and somebody else verifies it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from consumer_protection.audits.models import Finding, OutletCheck
from consumer_protection.core import attachments, trail
from consumer_protection.core.models import User
from consumer_protection.core.transitions import make_move

# What a move brings with it.
BRINGS: Mapping[str, str] = {"submit": "result", "accept_risk": "accepted_until"}


@dataclass(frozen=True, slots=True)
class Brought:
    """What comes with a move: the result handed in, or the day up to which the risk is
    accepted; what proves the result; a remark or reason."""

    value: Any = None
    upload: attachments.Upload | None = None
    note: str = ""


@transaction.atomic
def move_mended(
    record: Finding | OutletCheck,
    name: str,
    brought: Brought,
    *,
    actor: User,
    at: datetime,
) -> None:
    """Raises MoveRefused, FileUnfit; then nothing has changed."""
    trail.acting_as(actor)
    every = type(record)._default_manager.select_for_update(of=("self",))
    record.refresh_from_db(from_queryset=every)
    fields = {}
    if brought.value is not None and name in BRINGS:
        fields[BRINGS[name]] = brought.value
    if name == "close" and record.status == "submitted":
        fields["closed_on"] = timezone.localdate(at)
    if brought.upload is not None and name == "submit":
        unit = record.unit_id
        attachments.attach(record, brought.upload, unit_id=unit, actor=actor, at=at)
    for field, one in fields.items():
        setattr(record, field, one)
    record.save(update_fields=list(fields))
    make_move(record, name, actor=actor, at=at, note=brought.note)
