"""The one place where a status changes."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from consumer_protection.core import noticing, trail
from consumer_protection.core.models import User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.states import Move


@transaction.atomic
def make_move(
    record: Stateful,
    name: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
    told: Mapping[str, object] | None = None,
) -> Move:
    """Lock the record, ask its table, change its status and what hangs on it, leave
    a trail, in which ``told`` stands beside the change. Raises MoveRefused; then nothing has changed.
    """
    trail.acting_as(actor)
    fresh = type(record)._default_manager.select_for_update()
    record.refresh_from_db(from_queryset=fresh)
    move = record.machine.check(name, actor, record, note)
    changes = {"status": [record.status, move.target], **(told or {})}
    fields = record.effects_of(move, actor, at)
    record.status = move.target
    record.save(update_fields=["status", *fields])
    trail.record(record, move.name, actor=actor, at=at, note=note, changes=changes)
    noticing.settle(record, at=at)
    return move


def enter_final(
    record: Stateful,
    status: str,
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Put a record that came with its outcome into the state it tells, past the table.

    The trail says which way it came, and by whom. The record is saved by the caller.
    """
    record.status = status
    tell_final([record], actor=actor, at=at, way=way)


def tell_final(
    records: Sequence[Stateful],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Tell of many records of one noun that they came in the state they have."""
    told = [(record, {"status": ["", record.status]}) for record in records]
    trail.record_all(told, way.created, actor=actor, at=at)
