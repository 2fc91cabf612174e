"""Entering and changing duties of units, assignments of staff, articles of law."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused


@transaction.atomic
def keep(
    record: models.Model, values: Mapping[str, Any], *, actor: User, at: datetime
) -> models.Model:
    """A new record or one that stands; links to others are replaced. Raises
    MoveRefused."""
    trail.acting_as(actor)
    if not actor.scope.allows("records.keep"):
        raise MoveRefused(_("Your role does not allow this step."))
    links = {field.name for field in record._meta.many_to_many}
    for name, value in values.items():
        if name not in links:
            setattr(record, name, value)
    from_on, until_on = (values.get(name) for name in ("from_on", "until_on"))
    if from_on and until_on and until_on <= from_on:
        raise MoveRefused(_("The term ends before it starts."))
    if _is_twice(record):
        raise MoveRefused(_("This is on record already."))
    is_new = record.pk is None
    record.save()
    for name in links & values.keys():
        getattr(record, name).set(values[name])
    told = {"fields": sorted(values)}
    way = trail.FORM.created if is_new else trail.FORM.changed
    trail.record(record, way, actor=actor, at=at, changes=told)
    return record


def _is_twice(record: models.Model) -> bool:
    every = type(record)._default_manager.exclude(pk=record.pk)
    return any(
        every.filter(
            **{
                str(getattr(one, "name", one)): getattr(
                    record, str(getattr(one, "name", one))
                )
                for one in constraint.expressions
            }
        ).exists()
        for constraint in record._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    )
