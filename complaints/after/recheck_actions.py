"""What is done to applications to verify an answer again."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.handling import locked, move_case, refuse_helpers
from complaints.models import Complaint, Recheck
from consumer_protection.core import trail
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import TimeLimit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move

MAY = "complaints.handle"
# The state of a case whose answer was told → the kind of letter that told it.
ANSWERED = {"notified": "decision", "closed": "decision", "not_handled": "not_handled"}


@transaction.atomic
def apply_for_recheck(
    case: Complaint, applied_on: date, grounds: str, *, actor: User, at: datetime
) -> Recheck:
    """Put an application on record, also a late one: whether that is taken is decided
    by a move. Raises MoveRefused."""
    locked(case, actor)
    _refuse_uncleared(case, actor)
    answered_on = told_on(case)
    if answered_on is None:
        raise MoveRefused(_("There is no told answer yet that could be rechecked."))
    _refuse_application(case, answered_on, applied_on, grounds, timezone.localdate(at))
    recheck = Recheck.objects.create(
        complaint=case,
        answered_on=answered_on,
        applied_on=applied_on,
        apply_until=rules.recheck_until(answered_on, TimeLimit.objects.on(answered_on)),
        due_on=rules.recheck_due_on(applied_on, TimeLimit.objects.on(applied_on)),
        grounds=grounds.strip(),
        entered_by=actor,
        status="applied",
    )
    trail.record(recheck, "added", actor=actor, at=at)
    told = {"due_on": str(recheck.due_on)}
    trail.record(case, "recheck_applied", actor=actor, at=at, changes=told)
    return recheck


def told_on(case: Complaint) -> date | None:
    """The day the present answer was told: by its letter, else as the case says; of a
    past case that does not say it, the day it was closed."""
    kind = ANSWERED.get(case.status)
    if kind is None:
        return None
    since = case.restarted_on or case.received_on
    letters = case.letters.filter(kind=kind, status="issued", told_on__gte=since)
    if letter := letters.order_by("told_on").last():
        return letter.told_on
    return case.notified_on or (None if case.is_kept_here else case.closed_on)


@transaction.atomic
def move_recheck(
    recheck: Recheck,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Accept, refuse, decide, tell or withdraw. Raises MoveRefused; then nothing has
    changed."""
    _lock(recheck, actor)
    # Who decides sees the whole institution; units that only help move nothing.
    refuse_helpers(recheck.complaint, actor)
    move = recheck.machine.moves.get(name)
    if move is None or not set(values) <= set(move.needs):
        raise MoveRefused(_("This step is not possible in the present state."))
    if move.needs:
        _set(recheck, values)
    make_move(recheck, name, actor=actor, at=at, note=note)


@transaction.atomic
def reopen_case(recheck: Recheck, reason: str, *, actor: User, at: datetime) -> None:
    """Where the answer was changed or revoked, once. Raises MoveRefused."""
    _lock(recheck, actor)
    if not recheck.was_overturned:
        raise MoveRefused(_("Only a changed or revoked answer opens the case again."))
    if recheck.reopened_on is not None:
        raise MoveRefused(_("The case was opened again already."))
    move_case(recheck.complaint, "reopen", {}, actor=actor, at=at, note=reason)
    recheck.reopened_on = timezone.localdate(at)
    recheck.save(update_fields=["reopened_on"])
    trail.record(recheck, "reopened_case", actor=actor, at=at, note=reason)


def _refuse_application(
    case: Complaint, answered_on: date, applied_on: date, grounds: str, today: date
) -> None:
    if applied_on > today:
        raise MoveRefused(_("This day is still to come: correct it."))
    if applied_on < answered_on:
        raise MoveRefused(_("Applied before the answer was told: correct the day."))
    if not grounds.strip():
        raise MoveRefused(_("Say what the complainant objects to."))
    known = case.rechecks.exclude(status__in=("refused", "withdrawn"))
    if any(one.is_open for one in known):
        raise MoveRefused(_("A recheck is under way already."))
    if known.filter(answered_on=answered_on).exists():
        raise MoveRefused(_("This answer was rechecked already."))


def _set(recheck: Recheck, values: Mapping[str, Any]) -> None:
    if values.get("result") not in code_list("review_result").labels:
        raise MoveRefused(_("Choose the result of the recheck."))
    for field, value in values.items():
        setattr(recheck, field, value.strip())
    recheck.save(update_fields=list(values))


def _lock(recheck: Recheck, actor: User) -> None:
    """The case first, as everywhere, so that two people never wait for each other."""
    locked(recheck.complaint, actor)
    every = Recheck.objects.select_for_update(of=("self",))
    recheck.refresh_from_db(from_queryset=every)


def _refuse_uncleared(case: Complaint, actor: User) -> None:
    refuse_helpers(case, actor)
    if not actor.scope.allows(MAY):
        raise MoveRefused(_("Your role does not allow this step."))
