"""Who was at a training: signed at the door by code, or taken from the list."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused, refuse_uncleared
from education.models import Attendance, Training
from education.states import KEEP


@transaction.atomic
def sign_in(training: Training, *, actor: User, at: datetime) -> bool:
    """The person signs itself in, on the day alone; False where it did before. Raises
    MoveRefused."""
    trail.acting_as(actor)
    _hold(training)
    if timezone.localdate(at) != training.held_on:
        raise MoveRefused(_("People sign in on the day of the training alone."))
    if actor.scope.root_id != training.root_id:
        raise MoveRefused(_("This training is not of your institution."))
    return bool(_add(training, [actor], at, by_list=False))


@transaction.atomic
def take_list(
    training: Training, people: Iterable[User], *, actor: User, at: datetime
) -> int:
    """Those of the list of signatures who are not there yet; how many. Raises
    MoveRefused."""
    trail.acting_as(actor)
    refuse_uncleared(actor, KEEP)
    _hold(training)
    if training.held_on > timezone.localdate(at):
        raise MoveRefused(_("This training is still to come."))
    made = _add(training, people, at, by_list=True)
    told = {"people": made}
    trail.record(training, "attended", actor=actor, at=at, changes=told)
    return made


@transaction.atomic
def token_of(training: Training, *, actor: User) -> UUID:
    """That of the code on the door, made when it is first asked for."""
    trail.acting_as(actor)
    _hold(training)
    if training.token is None:
        training.token = uuid4()
        training.save(update_fields=["token"])
    return training.token


def _hold(training: Training) -> None:
    training.refresh_from_db(from_queryset=Training.objects.select_for_update())


def _add(
    training: Training, people: Iterable[User], at: datetime, *, by_list: bool
) -> int:
    """The number present follows the signatures; one told by a ledger is not made
    smaller."""
    known = set(training.attendances.values_list("person", flat=True))
    new = [one for one in people if one.pk not in known]
    Attendance.objects.bulk_create(
        Attendance(training=training, person=one, signed_at=at, by_list=by_list)
        for one in new
    )
    count = len(known) + len(new)
    if training.present is None or training.present < count:
        training.present, training.present_is_approx = count, False
        training.save(update_fields=["present", "present_is_approx"])
    return len(new)
