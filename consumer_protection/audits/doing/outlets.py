"""Outlets checked: what was looked at, what is lacking, until when it is there."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.audits import states
from consumer_protection.audits.models import OutletCheck
from consumer_protection.core import attachments, trail, transitions
from consumer_protection.core.codes import label
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import TimeLimit, Unit, User
from consumer_protection.core.states import MoveRefused

# The house's limit for what was found without a day of its own.
_LIMIT = "watch.rectify"


@transaction.atomic
def check_outlet(
    unit: Unit,
    values: Mapping[str, Any],
    photos: Sequence[attachments.Upload],
    *,
    actor: User,
    at: datetime,
) -> OutletCheck:
    """Keep what was seen on the spot. Raises MoveRefused, FileUnfit."""
    trail.acting_as(actor)
    if not actor.scope.allows(states.WORK) and not actor.scope.allows(states.WRITE):
        raise MoveRefused(_("Your role does not allow this step."))
    if not (values["present"] or values["lacking"] or values["issue"]):
        raise MoveRefused(_("Say of at least one item whether it is there."))
    told = [values["checked_on"], values["certified_on"]]
    if any(day > timezone.localdate(at) for day in told if day):
        raise MoveRefused(_("This day is still to come: correct it."))
    key = {name: values[name] for name in ("checked_on", "checker")}
    if OutletCheck.objects.filter(root=unit.root, unit=unit, **key).exists():
        raise MoveRefused(_("This outlet was checked by the same person that day."))
    check = OutletCheck(root=unit.root or unit, unit=unit, found_by=actor, **values)
    _settle(check)
    check.save()
    for photo in photos:
        attachments.attach(check, photo, unit_id=unit.pk, actor=actor, at=at)
    trail.record(check, "added", actor=actor, at=at)
    return check


@transaction.atomic
def import_check(
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> OutletCheck:
    """A past check, mended where it tells the day."""
    check = OutletCheck(root=values["unit"].root)
    _set(check, values)
    check.save()
    transitions.enter_final(check, check.status, actor=actor, at=at, way=way)
    return check


@transaction.atomic
def update_check(
    check: OutletCheck,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Raises WriteRefused for a check that lives here."""
    if check.lives_here:
        message = _("It was checked here: it is changed by its own steps alone.")
        raise WriteRefused(message)
    _set(check, changes)
    check.save()
    told = {"fields": sorted(changes)}
    trail.record(check, way.changed, actor=actor, at=at, changes=told)


def _set(check: OutletCheck, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        is_many = name in ("present", "lacking")
        setattr(check, name, list(value) if is_many else value)
    _settle(check)


def _settle(check: OutletCheck) -> None:
    """What is lacking is an issue; an issue waits until it was mended."""
    if check.lacking and not check.issue:
        items = "、".join(label("facility_item", one) for one in check.lacking)
        check.issue = _("Lacking: %(items)s") % {"items": items}
    if not check.issue:
        check.status, check.due_on = "closed", None
        return
    check.due_on = check.due_on or _due_on(check.checked_on)
    check.status = "closed" if check.closed_on else "open"


def _due_on(day: date) -> date:
    limit = TimeLimit.objects.on(day)[_LIMIT]
    return day + timedelta(days=limit.days)
