"""The ranking of a quarter: places, average, how far each branch is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from consumer_protection.core.models import User
from reporting.models import BranchRound, BranchScore

_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Place:
    """``number`` is None while the branch has no points; equal totals share one."""

    number: int | None
    score: BranchScore
    is_below: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    places: Sequence[Place]
    average: Decimal | None
    locked: int


def ranking_of(found: BranchRound, asker: User) -> Ranking:
    """Before it is published everybody sees their own branches alone."""
    scores = BranchScore.objects.filter(round=found)
    if not found.is_published:
        scores = BranchScore.objects.visible_to(asker).filter(round=found)
    return ranked(scores.select_related("unit", "round"))


def ranked(scores: Iterable[BranchScore]) -> Ranking:
    every = list(scores)
    totals = [one.total for one in every if one.total is not None]
    average = None
    if totals:
        whole = sum(totals, Decimal(0)) / len(totals)
        average = whole.quantize(_CENT, ROUND_HALF_UP)
    every.sort(key=lambda one: (one.total is None, -(one.total or 0), one.unit.code))
    places = [
        Place(
            None
            if one.total is None
            else 1 + sum(other > one.total for other in totals),
            one,
            one.total is not None and average is not None and one.total < average,
        )
        for one in every
    ]
    return Ranking(places, average, sum(one.is_locked for one in every))
