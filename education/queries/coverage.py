"""Who was reached, where and with what: activities of a year, counted crosswise."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit, User
from education.models import Activity
from education.queries.days import month_days

_MONTHS = tuple(range(1, 13))


Asked = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """``asked``: how the list of activities is asked for those of each count."""

    label: str
    counts: Sequence[int]
    asked: Sequence[Asked]

    @property
    def cells(self) -> Sequence[tuple[int, Asked]]:
        return list(zip(self.counts, self.asked, strict=True))

    @property
    def is_empty(self) -> bool:
        return not any(self.counts)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Activities by two of their sides. One that has several values of a side counts
    at each of them."""

    columns: Sequence[str]
    lines: Sequence[Line]

    @property
    def empty_columns(self) -> list[str]:
        return [
            name
            for place, name in enumerate(self.columns)
            if not any(line.counts[place] for line in self.lines)
        ]

    @property
    def empty_lines(self) -> list[str]:
        return [line.label for line in self.lines if line.is_empty]


@dataclass(frozen=True, slots=True)
class Coverage:
    by_month: Matrix
    by_township: Matrix
    by_topic: Matrix


def coverage(asker: User, year: int) -> Coverage:
    """Of the outlets the asker sees; two queries however many activities."""
    outlets = _outlets(asker, year)
    months: Counter[tuple[Any, Any]] = Counter()
    townships: Counter[tuple[Any, Any]] = Counter()
    topics: Counter[tuple[Any, Any]] = Counter()
    named = {unit.township: unit.township for unit in outlets if unit.township}
    visible = Activity.objects.visible_to(asker).filter(held_on__year=year)
    told = visible.order_by("township").values_list(
        "unit", "unit__township", "held_on", "township", "audiences", "topics"
    )
    for unit, home, day, place, audiences, topic in told.iterator():
        months[unit, day.month] += 1
        where = place or home
        if where:
            named.setdefault(where, where)
            townships.update((where, audience) for audience in audiences)
        topics.update((one, audience) for one in topic for audience in audiences)
    people = _public()
    by_unit = {unit.pk: unit.name for unit in outlets}
    by_name = {month: f"{month}月" for month in _MONTHS}
    whole = {"since": f"{year}-01-01", "until": f"{year}-12-31"}

    def in_month(unit: int, month: int) -> Asked:
        first, last = month_days(year, month)
        return {"unit": f"{unit}", "since": f"{first}", "until": f"{last}"}

    def at_place(place: str, audience: str) -> Asked:
        return {"township": place, "audiences": audience, **whole}

    def about(topic: str, audience: str) -> Asked:
        return {"topics": topic, "audiences": audience, **whole}

    return Coverage(
        _matrix(by_unit, by_name, months, in_month),
        _matrix(named, people, townships, at_place),
        _matrix(code_list("topic").labels, people, topics, about),
    )


def _public() -> dict[str, str]:
    """The groups of the public: staff are trained, not reached."""
    labels = code_list("audience").labels
    return {code: name for code, name in labels.items() if code != "staff"}


def _outlets(asker: User, year: int) -> list[Unit]:
    units = Unit.objects.visible_to(asker).outlets().valid_on(date(year, 12, 31))
    if not asker.scope.sees_all("education"):
        units = units.filter(pk__in={asker.scope.unit_id, *asker.scope.below})
    return list(units.order_by("code"))


def _matrix(
    rows: Mapping[Any, str],
    columns: Mapping[Any, str],
    counted: Mapping[tuple[Any, Any], int],
    ask: Callable[[Any, Any], Asked],
) -> Matrix:
    lines = [
        Line(
            name,
            [counted.get((row, column), 0) for column in columns],
            [ask(row, column) for column in columns],
        )
        for row, name in rows.items()
    ]
    return Matrix(list(columns.values()), lines)


def missing(found: Coverage) -> Iterable[tuple[str, str]]:
    """(what kind of gap, its name): what no activity of the year touched."""
    for name in found.by_month.empty_lines:
        yield "outlet", name
    for name in found.by_township.empty_lines:
        yield "township", name
    for name in found.by_topic.empty_columns:
        yield "audience", name
    for name in found.by_topic.empty_lines:
        yield "topic", name
