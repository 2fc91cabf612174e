"""Who enters an organ and who leaves it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance.models import OrganMember

MAY_KEEP = "records.keep"


@transaction.atomic
def add_member(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> OrganMember:
    """Raises MoveRefused when the same person serves there at the time already."""
    trail.acting_as(actor)
    # One writer at a time, or two terms could slip in side by side.
    Unit.objects.select_for_update().get(pk=root.pk)
    member = OrganMember(root=root, **values)
    _refuse_term(member)
    member.save()
    changes = {"organ": member.organ, "role": member.role}
    trail.record(member, "appointed", actor=actor, at=at, changes=changes)
    return member


@transaction.atomic
def end_term(member: OrganMember, until_on: date, *, actor: User, at: datetime) -> None:
    trail.acting_as(actor)
    fresh = OrganMember.objects.select_for_update(of=("self",))
    member.refresh_from_db(from_queryset=fresh)
    member.until_on = until_on
    _refuse_term(member)
    member.save(update_fields=["until_on"])
    changes = {"until_on": until_on}
    trail.record(member, "term_ended", actor=actor, at=at, changes=changes)


def _refuse_term(member: OrganMember) -> None:
    if member.until_on and member.until_on <= member.from_on:
        raise MoveRefused(_("The term ends before it starts."))
    others = OrganMember.objects.filter(
        root=member.root_id, organ=member.organ, name=member.name
    ).exclude(pk=member.pk)
    clash = others.filter(Q(until_on=None) | Q(until_on__gt=member.from_on))
    if member.until_on:
        clash = clash.filter(from_on__lt=member.until_on)
    if clash.exists():
        raise MoveRefused(_("The term overlaps another of the same person there."))
