"""What is done in a branch assessment: opened, self-scored, reviewed, locked."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from reporting.figures import BOOK
from reporting.models import BranchMark, BranchRound, BranchScore
from reporting.ranking.scoring import card_of, sheet_by_code
from reporting.ranking.sheet import sheet_of

BUILD, BRANCH = "reports.build", "tasks.answer"
_QUARTER = re.compile(r"20[0-9]{2}Q[1-4]")
# In these the branch, or whoever reviews it, gives points.
_OWN = frozenset({"open", "returned"})
_REVIEWED = frozenset({"submitted", "appealed"})
_TEXTS = {"appeal": "appeal", "answer": "answer"}


@transaction.atomic
def open_round(quarter: str, *, root: Unit, actor: User, at: datetime) -> BranchRound:
    """With a score for every outlet there on the quarter's last day; one there already
    is given back. Raises MoveRefused."""
    trail.acting_as(actor)
    if not actor.scope.allows(BUILD):
        raise MoveRefused(_("Your role does not allow this step."))
    if not _QUARTER.fullmatch(quarter):
        raise MoveRefused(_("Write a quarter as 2026Q1."))
    period = parse_period(quarter, as_of=timezone.localdate(at))
    if period.start > timezone.localdate(at):
        raise MoveRefused(_("This quarter has not begun yet."))
    sheet = sheet_of(quarter, frozenset(BOOK))
    if sheet is None:
        raise MoveRefused(_("There is no sheet for this quarter."))
    Unit.objects.select_for_update(no_key=True).get(pk=root.pk)
    if standing := BranchRound.objects.filter(root=root, quarter=quarter).first():
        return standing
    made = BranchRound.objects.create(
        root=root,
        quarter=quarter,
        sheet=sheet.code,
        status="open",
        opened_by=actor,
        opened_at=at,
    )
    outlets = Unit.objects.filter(root=root).outlets().valid_on(period.stock_day)
    scores = BranchScore.objects.bulk_create(
        BranchScore(round=made, unit=one, status="open")
        for one in outlets.order_by("code")
    )
    trail.record(made, "added", actor=actor, at=at, changes={"branches": len(scores)})
    trail.record_all([(one, {}) for one in scores], "added", actor=actor, at=at)
    return made


@dataclass(frozen=True, slots=True)
class Given:
    """``points`` None takes back what was given."""

    points: Decimal | None
    reason: str


def may_give(score: BranchScore, user: User) -> bool:
    """Whether this person gives points now: the branch before it is handed in, others
    while it is reviewed or its appeal waits."""
    is_own = score.is_own(user)
    may, states = (BRANCH, _OWN) if is_own else (BUILD, _REVIEWED)
    return user.scope.allows(may) and score.status in states


@transaction.atomic
def give(
    score: BranchScore, item: str, given: Given, *, actor: User, at: datetime
) -> None:
    """Points of the branch for itself, or of its reviewer. Raises MoveRefused."""
    _hold(score, actor)
    is_own, points, reason = score.is_own(actor), given.points, given.reason
    if score.is_locked:
        raise MoveRefused(_("This quarter is locked: nothing is changed in it."))
    if not may_give(score, actor):
        own = _("Nobody assesses the own unit.")
        other = _("This step is not possible in the present state.")
        raise MoveRefused(own if is_own else other)
    _refuse_points(score, item, points, reason)
    mark, _is_new = BranchMark.objects.get_or_create(score=score, item=item)
    names = ("own", "own_reason") if is_own else ("points", "reason")
    was = getattr(mark, names[0])
    setattr(mark, names[0], points)
    setattr(mark, names[1], reason.strip()[:500] if points is not None else "")
    if mark.own is None and mark.points is None:
        mark.delete()
    else:
        mark.save()
    told_of = {"item": item, names[0]: [_shown(was), _shown(points)]}
    trail.record(score, "changed", actor=actor, at=at, note=reason, changes=told_of)
    _compute(score, actor, at)


@transaction.atomic
def move_score(
    score: BranchScore, name: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """Every step computes anew; locked, what was computed stays. An appeal and its
    answer are the note. Raises MoveRefused; then nothing has changed."""
    _hold(score, actor)
    move = score.machine.moves.get(name)
    if move is None or score.status not in move.sources:
        raise MoveRefused(_("This step is not possible in the present state."))
    _compute(score, actor, at)
    if field := _TEXTS.get(name):
        setattr(score, field, note.strip()[:2000])
        score.save(update_fields=[field])
    told = {"total": str(score.total)}
    make_move(score, name, actor=actor, at=at, note=note, told=told)


@transaction.atomic
def publish(ranking: BranchRound, *, actor: User, at: datetime) -> None:
    """Raises MoveRefused while a branch is not locked."""
    trail.acting_as(actor)
    make_move(ranking, "publish", actor=actor, at=at)


def _hold(score: BranchScore, actor: User) -> None:
    trail.acting_as(actor)
    every = BranchScore.objects.select_for_update(of=("self",))
    score.refresh_from_db(from_queryset=every.select_related("round", "unit"))


def _compute(score: BranchScore, actor: User, at: datetime) -> None:
    score.card = card_of(score, actor, at)
    score.total = Decimal(score.card["total"])
    score.coefficient = Decimal(score.card["coefficient"])
    score.save(update_fields=["card", "total", "coefficient"])


def _refuse_points(
    score: BranchScore, item: str, points: Decimal | None, reason: str
) -> None:
    bounds = sheet_by_code(score.round.sheet).bounds(item)
    if bounds is None:
        raise MoveRefused(_("There is no such item."))
    if points is None:
        return
    least, most = bounds
    if not least <= points <= most:
        told = _("This item has between %(least)s and %(most)s points.")
        raise MoveRefused(told % {"least": least, "most": most})
    if not reason.strip():
        raise MoveRefused(_("Give a reason."))


def _shown(points: Decimal | None) -> str:
    return "" if points is None else str(points)
