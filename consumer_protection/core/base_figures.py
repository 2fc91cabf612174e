"""What base figures are for: denominators of rates, and doubts about them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from consumer_protection.core.codes import label
from consumer_protection.core.counting import once
from consumer_protection.core.figures import Fact
from consumer_protection.core.models import BaseFigure, Unit
from consumer_protection.core.periods import Period
from consumer_protection.core.roles import Width
from consumer_protection.core.scope import Asker

Numbers = dict[int, dict[int, int]]


@dataclass(frozen=True, slots=True)
class Base:
    """A number of one kind to divide by: at the end of the period's year, or of the
    latest year before that has one.

    It stands for all the asker sees: the own number of the unit at the top of that,
    or the sum of its outlets where every one of them has a number. Half the outlets
    are no denominator, so then there is none.
    """

    kind: str
    label: str | Promise
    unit: str

    def fact(self, asker: Asker, period: Period) -> Fact:
        """Value and, as note, the year it is of."""
        code = f"base.{self.kind}"
        return once(asker, (code, period), lambda: self._fact(code, asker, period))

    def _fact(self, code: str, asker: Asker, period: Period) -> Fact:
        numbers = _numbers(asker, self.kind, period.start.year)
        for year in sorted(numbers, reverse=True):
            value = _whole(asker, year, numbers[year])
            if value is not None:
                note = f"{year}年末{label('base_figure_kind', self.kind)}"
                return Fact(code, self.unit, value, note=note)
        return Fact(code, self.unit, None)

    def by_unit(self, asker: Asker, period: Period) -> dict[str, int]:
        """Name of each unit the asker sees → its own number, of the year that the
        whole is taken from."""
        whole = self.fact(asker, period)
        if whole.value is None:
            return {}
        found = _visible(asker, self.kind).filter(year=int(whole.note[:4]))
        pairs = found.values_list("unit__name", "counts__value")
        return dict(pairs)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Outlets that add up to more than the institution they belong to."""

    year: int
    kind: str
    total: int
    parts: int

    @property
    def message(self) -> str:
        text = _(
            "%(year)d, %(kind)s: the outlets add up to %(parts)d, more than the "
            "institution's %(total)d."
        )
        return text % {
            "year": self.year,
            "kind": label("base_figure_kind", self.kind),
            "parts": self.parts,
            "total": self.total,
        }


def doubts(asker: Asker) -> Iterator[Doubt]:
    """Every year and kind whose outlets exceed the total; newest year first."""
    found = BaseFigure.objects.visible_to(asker).exclude(counts=None)
    rows = found.values_list(
        "year", "counts__kind", "unit__root_id", "unit__kind", "counts__value"
    )
    totals: dict[tuple[int, str, int], int] = {}
    parts: dict[tuple[int, str, int], int] = {}
    for year, kind, root, unit_kind, value in rows:
        key = (year, kind, root)
        if unit_kind == "legal_person":
            totals[key] = value
        elif unit_kind == "outlet":
            parts[key] = parts.get(key, 0) + value
    for key in sorted(totals, reverse=True):
        if parts.get(key, 0) > totals[key]:
            yield Doubt(key[0], key[1], totals[key], parts[key])


def _visible(asker: Asker, kind: str) -> Any:
    return BaseFigure.objects.visible_to(asker).filter(counts__kind=kind)


def _numbers(asker: Asker, kind: str, last_year: int) -> Numbers:
    """Year → unit → number."""
    found = _visible(asker, kind).filter(year__lte=last_year)
    numbers: Numbers = {}
    for year, unit, value in found.values_list("year", "unit_id", "counts__value"):
        numbers.setdefault(year, {})[unit] = value
    return numbers


def _whole(asker: Asker, year: int, numbers: dict[int, int]) -> int | None:
    own = [numbers.get(top) for top in _tops(asker)]
    known = [number for number in own if number is not None]
    if known and len(known) == len(own):
        return sum(known)
    outlets = _outlets(asker, year)
    if outlets and outlets <= set(numbers):
        return sum(numbers[pk] for pk in outlets)
    return None


def _tops(asker: Asker) -> list[int]:
    """The units whose numbers cover everything the asker sees."""
    scope = asker.scope
    if scope.everywhere:
        roots = Unit.objects.visible_to(asker).filter(parent=None)
        return list(roots.values_list("pk", flat=True))
    top = scope.root_id if scope.sees_all("base") else scope.unit_id
    return [] if top is None else [top]


def _outlets(asker: Asker, year: int) -> set[int]:
    day = date(year, 12, 31)
    found = Unit.objects.visible_to(asker).outlets().valid_on(day)
    if not asker.scope.sees_all("base"):
        wide = asker.scope.widths.get("base") is Width.BELOW
        own = asker.scope.below if wide else frozenset({asker.scope.unit_id or 0})
        found = found.filter(pk__in=own)
    return set(found.values_list("pk", flat=True))
