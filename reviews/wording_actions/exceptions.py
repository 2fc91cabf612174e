"""Letting a hit stay: asked for with a reason, decided by somebody else."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.transitions import make_move
from reviews.models import WordingCheck, WordingException
from reviews.wording_states import CHECK, STANDING


class ExceptionRefused(ValueError):
    """Nothing was written; the message says why, for people."""


@transaction.atomic
def ask_exception(
    own: WordingCheck, place: str, reason: str, *, actor: User, at: datetime
) -> WordingException:
    """``place``: h and the number of the hit in the result, or o and the omission's.

    Raises ExceptionRefused.
    """
    trail.acting_as(actor)
    # Two at once wait for each other.
    WordingCheck.objects.select_for_update().get(pk=own.pk)
    if not actor.scope.allows(CHECK):
        raise ExceptionRefused(_("Your role does not allow this step."))
    if not reason.strip():
        raise ExceptionRefused(_("Give a reason."))
    rule, start, text = _found(own, place)
    standing = own.exceptions.filter(rule=rule, start=start, status__in=STANDING)
    if standing.exists():
        raise ExceptionRefused(_("An exception was asked for already."))
    made = WordingException.objects.create(
        check_run=own,
        status="asked",
        rule=rule,
        start=start,
        text=text[:200],
        reason=reason.strip()[:500],
        asked_by=actor,
        asked_at=at,
    )
    told = {"exception": made.pk, "rule": rule, "text": made.text}
    trail.record(own, "exception_asked", actor=actor, at=at, note=reason, changes=told)
    return made


@transaction.atomic
def decide_exception(
    made: WordingException, move: str, note: str, *, actor: User, at: datetime
) -> None:
    """Approve, refuse or withdraw. Raises MoveRefused."""
    make_move(made, move, actor=actor, at=at, note=note)
    told = {"exception": made.pk, "rule": made.rule, "text": made.text}
    names = {"approve": "exception_approved", "refuse": "exception_refused"}
    name = names.get(move, "exception_withdrawn")
    own = made.check_run
    trail.record(own, name, actor=actor, at=at, note=note, changes=told)


def _found(own: WordingCheck, place: str) -> tuple[str, int | None, str]:
    letter, number = place[:1], place[1:]
    found = own.result.get({"h": "hits", "o": "omissions"}.get(letter, ""), [])
    if not (number.isascii() and number.isdigit() and int(number) < len(found)):
        raise ExceptionRefused(_("This finding is not in the result."))
    one = found[int(number)]
    if letter == "h":
        return one["rule"], one["start"], one["text"]
    return one["code"], None, one["title"]
