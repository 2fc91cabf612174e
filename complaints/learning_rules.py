"""Arithmetic of learning: who is called back, what a script says, hot spots."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from uuid import UUID

MOST_ATTEMPTS = 3
# A unit by its id, and a cause.
Spot = tuple[int, str]
_NAME = re.compile(r"\{(\w+)\}")


def is_sampled(uid: UUID, share: int) -> bool:
    """Whether a case falls into the sample of ``share`` percent. By its own random id:
    nobody chooses, and asked again the answer is the same."""
    return int(uid) % 100 < share


def said(text: str, known: Mapping[str, str]) -> str:
    """A line of a script with its variables filled in; an unknown one stays visible."""
    return _NAME.sub(lambda found: known.get(found[1], found[0]), text)


def windows(day: date, days: int) -> tuple[tuple[date, date], tuple[date, date]]:
    """The same number of days up to and with a day, and after it; both inclusive."""
    span = timedelta(days=days)
    one = timedelta(days=1)
    return (day - span + one, day), (day + one, day + span)


def hot_spots(keys: Iterable[Spot], least: int) -> dict[Spot, int]:
    """The units and causes that come at least so often, with their counts."""
    return {key: count for key, count in Counter(keys).items() if count >= least}
