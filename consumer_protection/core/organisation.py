"""What is done to the institution and its units, by form, first run and ledger alike."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import files, trail
from consumer_protection.core.models import Institution, Unit, User
from consumer_protection.core.turns import wait_turn

# Unit field → the institution's field that says the same of the legal person.
_NAMED = {"name": "legal_name", "short_name": "short_name"}
_OWN = ("letters", "region")


class OrganisationRefused(ValueError):
    """Nothing was changed; ``field`` names what to correct, the message says how."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def add_unit(
    unit: Unit,
    *,
    actor: User,
    at: datetime,
    own: Mapping[str, Any] | None = None,
    move: str = "added",
) -> Unit:
    """A new unit; one without a unit above is the legal person, of which there is one.

    ``own``: letters and region, which only the legal person has.
    """
    trail.acting_as(actor)
    wait_turn()
    if unit.parent is None and Unit.objects.filter(parent=None).exists():
        raise OrganisationRefused(_("The institution is there already."))
    _refuse_doubled(unit, unit.parent.root_id if unit.parent else None)
    if unit.is_lead and unit.parent is not None and move == "added":
        _lead_no_more(unit, actor=actor, at=at)
    unit.save()
    trail.record(unit, move, actor=actor, at=at)
    if unit.parent is None:
        Institution.objects.create(
            unit=unit,
            legal_name=unit.name,
            short_name=unit.short_name,
            **{name: (own or {}).get(name) or "" for name in _OWN},
        )
    return unit


@transaction.atomic
def change_unit(
    unit: Unit,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    move: str = "changed",
) -> None:
    """Write the named fields; the legal person's names are the institution's too."""
    trail.acting_as(actor)
    wait_turn()
    unit.refresh_from_db()
    for name, value in changes.items():
        if name not in _OWN:
            setattr(unit, name, value)
    _refuse_doubled(unit, unit.root_id)
    _refuse_misplaced(unit)
    if changes.get("is_lead") and move == "changed":
        _lead_no_more(unit, actor=actor, at=at)
    unit.save()
    named = {_NAMED[name]: changes[name] for name in _NAMED if name in changes}
    own = {name: changes[name] for name in _OWN if name in changes}
    Institution.objects.filter(unit=unit).update(**named, **own)
    trail.record(unit, move, actor=actor, at=at)


@transaction.atomic
def keep_logo(
    institution: Institution, picture: bytes | None, *, actor: User, at: datetime
) -> None:
    """Put a picture that was checked in the store, or take the logo away."""
    trail.acting_as(actor)
    stored = files.store(picture) if picture else None
    institution.logo = stored.stored_as if stored else None
    institution.save(update_fields=["logo"])
    changes = {"sha256": stored.sha256} if stored else {}
    move = "logo_set" if stored else "logo_removed"
    trail.record(institution.unit, move, actor=actor, at=at, changes=changes)


def _refuse_doubled(unit: Unit, root_id: int | None) -> None:
    others = Unit.objects.filter(root_id=root_id).exclude(pk=unit.pk)
    if root_id is None:
        return
    if others.filter(code=unit.code).exists():
        raise OrganisationRefused(_("Another unit has this code."), "code")
    if others.filter(name=unit.name).exists():
        raise OrganisationRefused(_("Another unit has this name."), "name")


def _refuse_misplaced(unit: Unit) -> None:
    below = unit.below()
    if unit.parent_id in below:
        message = _("A unit cannot stand below itself.")
        raise OrganisationRefused(message, "parent")
    if unit.valid_to is None:
        return
    under = Unit.objects.filter(pk__in=below).exclude(pk=unit.pk)
    if under.valid_on(unit.valid_to).exists():
        raise OrganisationRefused(_("Close the units below it first."), "valid_to")


def _lead_no_more(unit: Unit, *, actor: User, at: datetime) -> None:
    """There is one lead department: whichever led before does so no more."""
    root_id = unit.parent.root_id if unit.parent else unit.root_id
    led = Unit.objects.filter(root_id=root_id, is_lead=True).exclude(pk=unit.pk)
    for other in led:
        other.is_lead = False
        other.save(update_fields=["is_lead"])
        trail.record(other, "changed", actor=actor, at=at)
