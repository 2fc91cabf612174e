"""Who still owes which training of the year, by post and by rule."""

import csv
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils import timezone

from consumer_protection.core.models import Unit, User
from education.audiences import people_of
from education.models import Attendance
from education.models.exam import ExamPaper

_DATA = Path(__file__).parents[1] / "data" / "training_duties.csv"


@dataclass(frozen=True, slots=True)
class Duty:
    """People of ``audience`` attend trainings of ``kind`` so many times a year, while
    [valid_from, valid_to) holds."""

    audience: str
    kind: str
    times: int
    basis: str
    valid_from: date
    valid_to: date | None

    def holds_in(self, year: int) -> bool:
        last = date(year, 12, 31)
        return self.valid_from <= last and (
            self.valid_to is None or date(year, 1, 1) < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One person under one rule."""

    person: User
    duty: Duty
    done: int
    exams: int

    @property
    def is_owed(self) -> bool:
        return self.done < self.duty.times


@cache
def duties() -> tuple[Duty, ...]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        return tuple(_duty(row) for row in csv.DictReader(file))


def _duty(row: dict[str, str]) -> Duty:
    ends = row["valid_to"]
    return Duty(
        row["audience"],
        row["kind"],
        int(row["times"]),
        row["basis"],
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(ends) if ends else None,
    )


def lines(root: Unit, year: int, units: Sequence[int] | None = None) -> list[Line]:
    """Of the people of these units, or of all; those who owe first. ``exams``: those
    passed in the year. New staff are those of the year's end, or of today."""
    on = min(date(year, 12, 31), timezone.localdate())
    attended = Attendance.objects.filter(
        training__root=root, training__held_on__year=year
    )
    rows = attended.values_list("person", "training__kind")
    told = Counter(rows)
    passed = ExamPaper.objects.filter(
        seat__exam__root=root, has_passed=True, handed_in_at__year=year
    )
    exams = Counter(passed.values_list("seat__person", flat=True))
    found = [
        Line(one, duty, told[one.pk, duty.kind], exams[one.pk])
        for duty in duties()
        if duty.holds_in(year)
        for one in people_of(root, [duty.audience], on)
        if units is None or one.unit_id in units
    ]
    return sorted(found, key=lambda one: not one.is_owed)
