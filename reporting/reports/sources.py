"""The records behind each figure, as short as paper allows."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from consumer_protection.core.figures import Fact
from reporting.reports.frozen import Frozen
from reporting.reports.text import shown

# More pieces than this under one figure are named in the data file alone.
NAMED = 200
_NUMBERED = re.compile(r"(.*?)(\d+)$")


def sources(frozen: Frozen) -> list[dict[str, Any]]:
    """For every figure its number, value and records; a figure counting the very
    records of an earlier one points there (``same_as``)."""
    first: dict[tuple[str, tuple[int, ...]], int] = {}
    found = []
    for number, fact in enumerate(frozen.facts.values(), 1):
        key = (fact.noun, fact.record_ids)
        same_as = first.setdefault(key, number) if fact.record_ids else number
        pieces = list(runs(sorted(frozen.record_names(fact))))
        found.append(
            {
                "number": number,
                "code": fact.code,
                "label": frozen.labels[fact.code],
                "value": value_text(fact),
                "same_as": same_as if same_as != number else 0,
                "records": "、".join(pieces[:NAMED]),
                "more": max(len(pieces) - NAMED, 0),
            }
        )
    return found


def runs(names: Sequence[str]) -> Iterator[str]:
    """Names with numbers in a row as first—last: TS20240001—TS20240017."""
    start = previous = ""
    for name in [*names, ""]:
        if previous and _follows(previous, name):
            previous = name
            continue
        if previous:
            yield start if start == previous else f"{start}—{previous}"
        start = previous = name


def value_text(fact: Fact) -> str:
    if isinstance(fact.value, dict):
        parts = (
            f"{fact.labels.get(key, key)}（{count}）"
            for key, count in fact.value.items()
        )
        return "、".join(parts)
    unit = "" if fact.unit == "%" or fact.value is None else fact.unit
    return shown(fact.value, fact.unit) + unit


def _follows(one: str, other: str) -> bool:
    """Whether the other's number is the next of the same form."""
    left, right = _NUMBERED.fullmatch(one), _NUMBERED.fullmatch(other)
    if (
        left is None
        or right is None
        or left[1] != right[1]
        or len(left[2]) != len(right[2])
    ):
        return False
    return int(right[2]) == int(left[2]) + 1
