"""How far a case is on its way: the states in order, with the days spent in each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from complaints.models import Complaint
from complaints.states import ENDED, OPEN
from consumer_protection.core.codes import label
from consumer_protection.core.models import TrailEntry

_WAY = (
    "registered",
    "accepted",
    "assigned",
    "investigating",
    "pending_approval",
    "decided",
    "notified",
    "closed",
)
# Where a state beside the way stands on it.
_BESIDE = {"suspended": "investigating", "reopened": "accepted"}


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
    case: Complaint, entries: Iterable[TrailEntry], today: date
) -> Sequence[Stage]:
    """``entries``: the trail of the case, oldest first."""
    visits = _visits(entries, today)
    way = _way(case.status)
    now = way.index(_BESIDE.get(case.status, case.status))
    return [
        _stage(case, code, number, now, visits)
        for number, code in enumerate(way)
        if number <= now or case.status in OPEN
    ]


def _way(status: str) -> list[str]:
    way = list(_WAY)
    if status == "draft":
        way.insert(0, status)
    elif status in ENDED and status not in way:
        way[-1] = status
    return way


def _stage(
    case: Complaint, code: str, number: int, now: int, visits: Sequence[_Visit]
) -> Stage:
    own = [one for one in visits if _BESIDE.get(one.status, one.status) == code]
    is_end = code in ENDED
    place = "done" if number < now or (number == now and is_end) else "later"
    if number == now and not is_end:
        place = "now"
    told = case.status if place == "now" else code
    days = None
    if own and not is_end and place != "later":
        days = sum((one.until - one.since).days for one in own)
    since = own[-1].since if own and place != "later" else None
    return Stage(label("complaint_status", told), place, since, days)


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
