"""How far a review is on its way: the states in order, with the days spent in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from consumer_protection.core.codes import label
from consumer_protection.core.models import TrailEntry
from reviews.models import Review

_WAY = ("draft", "submitted", "in_review", "opinions_issued", "concluded", "launched")
# Where a state beside the way stands on it.
_BESIDE = {"returned": "submitted", "withdrawn": "concluded"}
_ENDS = frozenset({"launched", "withdrawn"})


@dataclass(frozen=True, slots=True)
class Stage:
    """``place`` is done, now or later; ``days`` is None where nobody knows."""

    label: str
    place: str
    since: date | None = None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class _Visit:
    status: str
    since: date
    until: date


def stages(
    review: Review, entries: Iterable[TrailEntry], today: date
) -> Sequence[Stage]:
    """``entries``: the trail of the review, oldest first. Opinions are a stage only
    where there were some, or still may be."""
    visits = _visits(entries, today)
    way = _way(review, {one.status for one in visits})
    own = review.status if review.status in way else _BESIDE[review.status]
    now = way.index(own)
    return [
        _stage(review, code, number - now, visits) for number, code in enumerate(way)
    ]


def _way(review: Review, visited: set[str]) -> list[str]:
    own = {review.status}
    way = [one for one in _WAY if one != "draft" or one in own]
    if not review.is_open and "opinions_issued" not in visited:
        way.remove("opinions_issued")
    if review.status == "withdrawn" or review.conclusion == "reject":
        way.remove("launched")
    return way


def _stage(review: Review, code: str, distance: int, visits: Sequence[_Visit]) -> Stage:
    own = [one for one in visits if _BESIDE.get(one.status, one.status) == code]
    is_end = review.status in _ENDS or review.conclusion == "reject"
    place = "later" if distance > 0 else "done"
    if distance == 0 and not is_end:
        place = "now"
    told = review.status if distance == 0 else code
    shown = bool(own) and place != "later"
    days = sum((one.until - one.since).days for one in own) if shown else None
    if distance == 0 and is_end:
        days = None
    since = own[-1].since if shown else None
    return Stage(label("review_status", told), place, since, days)


def _visits(entries: Iterable[TrailEntry], today: date) -> list[_Visit]:
    """Each stay in a state, the last one up to today."""
    came: list[tuple[str, date]] = []
    for entry in entries:
        change = entry.changes.get("status")
        if isinstance(change, list) and len(change) == 2:
            came.append((str(change[1]), timezone.localdate(entry.happened_at)))
    left = [*(day for _status, day in came[1:]), today][: len(came)]
    return [
        _Visit(status, since, max(until, since))
        for (status, since), until in zip(came, left, strict=True)
    ]
