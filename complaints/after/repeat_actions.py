"""Marking a case as the repeat of an earlier one. The figure of repeated complaints
counts by ``is_repeat``, which both acts keep."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from complaints.handling import locked, refuse_helpers
from complaints.models import Complaint
from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused

MAY = "complaints.handle"
# A draft is no case yet; a merged one counts with the case it went into.
NEVER = frozenset({"draft", "merged"})


@transaction.atomic
def mark_repeat(
    case: Complaint, other: Complaint, *, actor: User, at: datetime
) -> None:
    """The caller hands in only what the actor may see. Raises MoveRefused."""
    _lock(case, actor, other)
    _refuse_pair(case, other)
    _keep(case, other, actor, at, "marked_repeat")


@transaction.atomic
def unmark_repeat(case: Complaint, *, actor: User, at: datetime) -> None:
    """It was no repeat after all. Raises MoveRefused."""
    _lock(case, actor)
    if case.repeat_of_id is None:
        raise MoveRefused(_("It is not marked as a repeat."))
    _keep(case, None, actor, at, "unmarked_repeat")


def _lock(case: Complaint, actor: User, *others: Complaint) -> None:
    """All in the order of their keys: two that mark each other at once would make a
    circle, or wait for each other."""
    trail.acting_as(actor)
    keys = [case.pk, *(one.pk for one in others)]
    every = Complaint.objects.select_for_update(of=("self",))
    list(every.filter(pk__in=keys).order_by("pk"))
    for one in (*others, case):
        locked(one, actor)
    if not actor.scope.allows(MAY):
        raise MoveRefused(_("Your role does not allow this step."))
    refuse_helpers(case, actor)


def _refuse_pair(case: Complaint, other: Complaint) -> None:
    if other.pk == case.pk:
        raise MoveRefused(_("A case does not repeat itself."))
    if other.root_id != case.root_id or other.status == "draft":
        raise MoveRefused(_("There is no case of this number."))
    if case.status in NEVER:
        raise MoveRefused(_("This step is not possible in the present state."))
    if other.status == "merged":
        raise MoveRefused(_("That case was merged itself: name the one it went into."))
    if other.received_on > case.received_on:
        raise MoveRefused(_("That case came later: mark it as the repeat instead."))
    if case.pk in _chain(other):
        raise MoveRefused(_("That case repeats this one already."))


def _chain(case: Complaint) -> set[int]:
    """The case and whatever it repeats, however far back."""
    found: set[int] = set()
    one: Complaint | None = case
    while one is not None and one.pk not in found:
        found.add(one.pk)
        one = one.repeat_of
    return found


def _keep(
    case: Complaint, other: Complaint | None, actor: User, at: datetime, move: str
) -> None:
    was = str(case.repeat_of or "")
    case.repeat_of, case.is_repeat = other, other is not None
    case.save(update_fields=["repeat_of", "is_repeat"])
    told = {"repeat_of": [was, str(other or "")]}
    trail.record(case, move, actor=actor, at=at, changes=told)
