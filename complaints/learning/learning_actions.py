"""Holding to account, answering suggestions, suggesting trainings."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.learning.problem_actions import LearningRefused, refuse_uncleared
from complaints.learning.queries import threshold
from complaints.learning_rules import Spot, hot_spots
from complaints.models import (
    Complaint,
    Problem,
    Sanction,
    SuggestionAnswer,
    TrainingSuggestion,
)
from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.transitions import make_move

MAY_SANCTION = "sanctions.keep"
MAY_ANSWER = "complaints.handle"
MAY_SUGGEST = "records.keep"


@transaction.atomic
def add_sanction(
    subject: Complaint | Problem | None,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way | None = None,
) -> Sanction:
    """Put on record what somebody was held to account with. ``person`` is a name, for
    whoever has no account; it is sealed. The trail names nobody."""
    trail.acting_as(actor)
    refuse_uncleared(actor, MAY_SANCTION)
    known = dict(values)
    name = known.pop("person", "")
    where = "problem" if isinstance(subject, Problem) else "complaint"
    root_id = subject.root_id if subject else _root_of(actor, known["unit"])
    made = Sanction(root_id=root_id, entered_by=actor, **{where: subject}, **known)
    _refuse_unclear(made, name, timezone.localdate(at))
    if name:
        made.person = name
    made.save()
    trail.record(made, way.created if way else "added", actor=actor, at=at)
    if subject is not None:
        told = {"sanction": made.pk}
        trail.record(subject, "sanction_added", actor=actor, at=at, changes=told)
    return made


@transaction.atomic
def correct_sanction(
    sanction: Sanction,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.FORM,
) -> None:
    """Correct what was told; another name is another person, and of no account."""
    trail.acting_as(actor)
    refuse_uncleared(actor, MAY_SANCTION)
    known = dict(changes)
    if "person" in known:
        sanction.person, sanction.account = known.pop("person") or "", None
        sanction.is_person = bool(sanction.person)
    for name, value in known.items():
        setattr(sanction, name, value)
    name = "" if sanction.account else sanction.person
    _refuse_unclear(sanction, name, timezone.localdate(at))
    sanction.save()
    told = {"fields": sorted(changes)}
    trail.record(sanction, way.changed, actor=actor, at=at, changes=told)


def _root_of(actor: User, unit: Unit) -> int:
    """The actor's institution; the system's is that of the unit."""
    own = actor.unit or unit
    return own.root_id or own.pk


def _refuse_unclear(made: Sanction, name: str, day: date) -> None:
    if made.unit.root_id != made.root_id:
        raise LearningRefused(_("This unit belongs to another institution."), "unit")
    if made.is_person and bool(name) == (made.account is not None):
        message = _("Choose an account or write a name, one of the two.")
        raise LearningRefused(message, "person")
    if not made.is_person and (name or made.account is not None):
        raise LearningRefused(_("A sanction of a unit names no person."), "person")
    if made.account is not None and made.account.unit_id is not None:
        _refuse_elsewhere(made, made.account)
    if made.decided_on > day:
        message = _("This day is still to come: correct it.")
        raise LearningRefused(message, "decided_on")
    if made.kind == "fine" and made.amount is None:
        raise LearningRefused(_("Give the amount of the fine."), "amount")


def _refuse_elsewhere(made: Sanction, account: User) -> None:
    if account.unit is None or account.unit.root_id != made.root_id:
        message = _("This person belongs to another institution.")
        raise LearningRefused(message, "account")


@transaction.atomic
def answer_suggestion(
    case: Complaint, values: Mapping[str, Any], *, actor: User, at: datetime
) -> SuggestionAnswer:
    """Answer a suggestion, or correct the answer given."""
    trail.acting_as(actor)
    refuse_uncleared(actor, MAY_ANSWER)
    Complaint.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.record_nature != "suggestion":
        raise LearningRefused(_("This is no suggestion."))
    found = SuggestionAnswer.objects.filter(complaint=case).first()
    answer = found or SuggestionAnswer(complaint=case)
    for name, value in values.items():
        setattr(answer, name, value)
    if not answer.text.strip():
        raise LearningRefused(_("Write an answer."), "text")
    if answer.result != "not_adopted" and not answer.improvement.strip():
        raise LearningRefused(_("Say what was improved."), "improvement")
    answer.answered_by, answer.answered_on = actor, timezone.localdate(at)
    answer.save()
    told = {"result": answer.result}
    trail.record(case, "suggestion_answered", actor=actor, at=at, changes=told)
    return answer


@transaction.atomic
def suggest_trainings(root: Unit, *, actor: User, at: datetime) -> int:
    """Suggest a training for every unit and cause that the rule in force finds to be a
    hot spot; how many are new. Complaints that led to a suggestion lead to no second
    one, whatever became of it; safe to run again."""
    trail.acting_as(actor)
    refuse_uncleared(actor, MAY_SUGGEST)
    Unit.objects.select_for_update().get(pk=root.pk)
    day = timezone.localdate(at)
    days = threshold("learning.hot_spot_days", day, 90)
    since = day - timedelta(days=days - 1)
    spots, first = _spots(root, since, day)
    for unit_id, cause in spots:
        made = TrainingSuggestion.objects.create(
            unit_id=unit_id,
            cause=cause,
            count=spots[unit_id, cause],
            since=first[unit_id, cause],
            until=day,
            status="suggested",
        )
        trail.record(made, "added", actor=actor, at=at)
    return len(spots)


def _spots(
    root: Unit, since: date, day: date
) -> tuple[dict[Spot, int], dict[Spot, date]]:
    """Hot spots with their counts, and the first day that counts for each."""
    first: defaultdict[Spot, date] = defaultdict(lambda: since)
    waiting = set()
    for one in TrainingSuggestion.objects.filter(unit__root=root):
        spot = (one.unit_id, one.cause)
        first[spot] = max(first[spot], one.until + timedelta(days=1))
        if one.is_open:
            waiting.add(spot)
    found = Complaint.objects.filter(root=root).complaints().exclude(cause="")
    rows = found.filter(received_on__range=(since, day))
    keys = [
        (unit_id, cause)
        for unit_id, cause, on in rows.values_list("unit_id", "cause", "received_on")
        if on >= first[unit_id, cause]
    ]
    least = threshold("learning.hot_spot_count", day, 5)
    spots = hot_spots(keys, least)
    return {spot: n for spot, n in spots.items() if spot not in waiting}, first


@transaction.atomic
def move_training(
    suggestion: TrainingSuggestion,
    name: str,
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Take up or dismiss. Raises MoveRefused."""
    make_move(suggestion, name, actor=actor, at=at, note=note)
