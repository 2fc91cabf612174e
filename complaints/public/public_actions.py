"""Switching the public pages, and what stands on them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.models import OutletContact, PublicPages
from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.turns import wait_turn


class PagesRefused(ValueError):
    """Nothing was written; the message says why, for people."""


@transaction.atomic
def keep_public_pages(
    root: Unit,
    values: Mapping[str, Any],
    outlets: Mapping[Unit, Mapping[str, str]],
    version: int,
    *,
    actor: User,
    at: datetime,
) -> PublicPages:
    """Write what the pages tell; of outlets only what differs. Raises PagesRefused
    where somebody wrote since they had this ``version``."""
    trail.acting_as(actor)
    wait_turn()
    pages = PublicPages.objects.filter(root=root).first() or PublicPages(root=root)
    if version != version_of(pages):
        raise PagesRefused(_("Changed by somebody else since you opened it."))
    switches = ("shows_channels", "takes_complaints")
    was = {name: getattr(pages, name) for name in switches}
    for name, value in values.items():
        setattr(pages, name, value)
    pages.save()
    told = {
        name: [was[name], getattr(pages, name)]
        for name in switches
        if was[name] != getattr(pages, name)
    }
    trail.record(pages, "changed", actor=actor, at=at, changes=told)
    for unit, contact in outlets.items():
        _keep_contact(unit, contact, actor=actor, at=at)
    return pages


def version_of(pages: PublicPages | None) -> int:
    """Grows with every writing; 0 before the first."""
    return trail.version_of(pages) if pages is not None and pages.pk else 0


def _keep_contact(
    unit: Unit, values: Mapping[str, str], *, actor: User, at: datetime
) -> None:
    contact = OutletContact.objects.filter(unit=unit).first()
    contact = contact or OutletContact(unit=unit)
    if all(getattr(contact, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(contact, name, value)
    contact.save()
    trail.record(contact, "changed", actor=actor, at=at)
