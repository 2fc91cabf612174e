"""Plain records as forms, programs and ledgers write them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from consumer_protection.core import trail
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.kept import Kept


@transaction.atomic
def add_kept(
    record: Kept,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.FORM,
) -> None:
    """Save a new record of an institution with its values."""
    trail.acting_as(actor)
    assign(record, values, record.root)
    record.save()
    trail.record(record, way.created, actor=actor, at=at)


@transaction.atomic
def change_kept(
    record: Kept,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.FORM,
) -> None:
    trail.acting_as(actor)
    assign(record, changes, record.root)
    record.save()
    told = {"fields": sorted(changes)}
    trail.record(record, way.changed, actor=actor, at=at, changes=told)


def assign(record: Any, values: Mapping[str, Any], root: Unit) -> None:
    """A unit left blank is the lead department, a text left blank is empty; a count
    keeps its “approximately”."""
    for name, value in values.items():
        field = record._meta.get_field(name)
        if name == "unit":
            record.unit = value or root.lead()
        elif isinstance(value, Count):
            setattr(record, name, value.value)
            setattr(record, f"{name}_is_approx", value.is_approx)
        elif value is None and not field.null:
            setattr(record, name, "")
        else:
            setattr(record, name, list(value) if isinstance(value, tuple) else value)
    if record.unit_id is None:
        record.unit = root.lead()
