"""Rows of one meeting tell its members; they must not contradict one another."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core.ledgers.declaration import (
    Place,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.rows import Row
from consumer_protection.governance.models import AgendaItem, Meeting

COUNTS = ("present", "expected")
KEY = ("organ", "held_on", "name")
Find = Callable[[Values, Setting], AgendaItem | None]


def agreeing(
    rows: list[Row], setting: Setting, *, find: Find
) -> tuple[list[Row], Mapping[Place, Problem]]:
    """The rows as they are, and those refused."""
    meetings: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        key = tuple(row.values[name] for name in KEY)
        meetings.setdefault(key, []).append(row)
    refused: dict[Place, Problem] = {}
    for group in meetings.values():
        refused |= _contradictions(group, setting, find)
    return rows, refused


def _contradictions(
    group: list[Row], setting: Setting, find: Find
) -> Iterator[tuple[Place, Problem]]:
    """New items alone cannot change the numbers of a meeting that stands; a row of
    an item that stands can, and is then listed as changed."""
    stands = _standing(group[0].values, setting)
    is_news = not any(find(row.values, setting) for row in group)
    told = dict(stands) if is_news else {}
    for row in group:
        for name in COUNTS:
            count = row.values.get(name)
            if count is not None and told.setdefault(name, count) != count:
                advice = _("This meeting is told with another number elsewhere.")
                yield row.place, Problem("count.contradiction", advice, name)
    whole = {**stands, **told}
    if len(whole) == len(COUNTS) and whole["present"] > whole["expected"]:
        advice = _("More members present than there are.")
        yield group[-1].place, Problem("count.order", advice, "present")


def _standing(values: Values, setting: Setting) -> dict[str, int]:
    meeting = _find(values, setting)
    found = {name: getattr(meeting, name, None) for name in COUNTS}
    return {name: count for name, count in found.items() if count is not None}


def _find(values: Values, setting: Setting) -> Meeting | None:
    own = Meeting.objects.filter(root=setting.root)
    return own.filter(**{name: values[name] for name in KEY}).first()
