"""The campaigns a year brings, and which of them the institution planned."""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from consumer_protection.core.scope import Asker
from education.models import Campaign

_DATA = Path(__file__).parents[1] / "data" / "mandated_campaigns.csv"


@dataclass(frozen=True, slots=True)
class Mandated:
    """Called for every year in these months, both included, while [valid_from,
    valid_to) holds. The name is the usual one; the year's own differs."""

    kind: str
    name: str
    first_month: int
    last_month: int
    organiser: str
    basis: str
    valid_from: date
    valid_to: date | None

    def holds_in(self, year: int) -> bool:
        begins = date(year, self.first_month, 1)
        return self.valid_from <= begins and (
            self.valid_to is None or begins < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Called:
    """One of a year, with the institution's campaigns of that kind begun in it."""

    rule: Mandated
    year: int
    campaigns: Sequence[Campaign]

    def is_missed(self, today: date) -> bool:
        """Whether its months are over and nothing was done."""
        over = (self.year, self.rule.last_month) < (today.year, today.month)
        return over and not self.campaigns

    @property
    def starts_on(self) -> date:
        return date(self.year, self.rule.first_month, 1)


@cache
def rules() -> tuple[Mandated, ...]:
    with _DATA.open(encoding="utf-8", newline="") as file:
        return tuple(_rule(row) for row in csv.DictReader(file))


def _rule(row: dict[str, str]) -> Mandated:
    ends = row["valid_to"]
    return Mandated(
        row["kind"],
        row["name"],
        int(row["first_month"]),
        int(row["last_month"]),
        row["organiser"],
        row["basis"],
        date.fromisoformat(row["valid_from"]),
        date.fromisoformat(ends) if ends else None,
    )


def called_in(asker: Asker, year: int) -> list[Called]:
    """In the order of the year; one query."""
    of_kind: dict[str, list[Campaign]] = defaultdict(list)
    begun = Campaign.objects.visible_to(asker).filter(starts_on__year=year)
    for one in begun.order_by("starts_on", "pk"):
        of_kind[one.kind].append(one)
    held = (rule for rule in rules() if rule.holds_in(year))
    return [Called(rule, year, of_kind[rule.kind]) for rule in held]
