"""Figures: each number of the product has one definition, made of these pieces.

A figure narrows the records an asker may see to those it counts; the list page
behind the number applies the very same ``select``, so count and list agree.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Protocol

from django.db.models import Count, Min, Model, Q, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.utils.functional import Promise

from consumer_protection.core.codes import code_list
from consumer_protection.core.counting import Counting, once
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker, InstitutionWide

Records = QuerySet[Any]
Select = Callable[[Records, Period], Records]
Number = int | float | None
UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Source:
    """A register: its code, and the noun whose records show that it is in use.

    ``day`` is the field that tells since when. A register that only holds what is in
    force now has none: it says nothing of earlier years.
    """

    register: str
    noun: type[Model]
    day: str = ""

    def is_used(self, asker: Asker) -> bool:
        """Whether the asker's institution ever recorded anything here."""
        whole = InstitutionWide(asker)
        return once(asker, self, lambda: _visible(self.noun, whole).exists())

    def first_day(self, asker: Asker) -> date | None:
        """The day of the first record of the asker's institution."""
        if not self.day:
            return None
        found = _visible(self.noun, InstitutionWide(asker)).order_by()
        first: date | None = found.aggregate(first=Min(self.day))["first"]
        return first


@dataclass(frozen=True, slots=True)
class Earlier:
    """A figure of the same period one year before: ``computed`` from records, or
    ``filed``, then ``source`` cites the issued report it was taken from."""

    value: Number | dict[str, int | float]
    origin: str
    period: str
    is_whole_year: bool = True
    source: str = ""
    page: str = ""

    @property
    def is_filed(self) -> bool:
        return self.origin == "filed"


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure at one time for one asker. ``value`` is None where the register was
    never used, and for a rate over nothing; ``record_ids`` are of ``noun``; ``note``
    says what the number alone does not (which year's customers it stands on)."""

    code: str
    unit: str
    value: Number | dict[str, int]
    noun: str = ""
    record_ids: tuple[int, ...] = ()
    numerator: Number = None
    denominator: Number = None
    labels: dict[str, str] = field(default_factory=dict)
    note: str = ""
    earlier: Earlier | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of records, or with ``total`` the sum of a field, or with
    ``distinct`` the number of different values of a field."""

    code: str
    label: str | Promise
    unit: str
    source: Source
    select: Select
    noun: type[Model] | None = None
    total: str = ""
    distinct: str = ""

    @property
    def counted(self) -> type[Model]:
        return self.noun or self.source.noun

    def records(self, asker: Asker, period: Period) -> Records:
        return self.select(_visible(self.counted, asker), period)

    def fact(self, asker: Asker, period: Period) -> Fact:
        return once(asker, (self.code, period), lambda: self._count(asker, period))

    def _count(self, asker: Asker, period: Period) -> Fact:
        noun = self.counted._meta.label_lower
        if not self.source.is_used(asker):
            return Fact(self.code, self.unit, None, noun)
        found = self.records(asker, period)
        ids = tuple(found.order_by("pk").values_list("pk", flat=True))
        return Fact(self.code, self.unit, self._measure(found, ids), noun, ids)

    def _measure(self, found: Records, ids: tuple[int, ...]) -> Number:
        if self.total:
            summed = found.order_by().aggregate(total=Sum(self.total))["total"] or 0
            return _plain(summed)
        if self.distinct:
            return found.order_by().values(self.distinct).distinct().count()
        return len(ids)


class Measure(Protocol):
    """What a ratio may stand on: another figure, or a base figure of the unit."""

    def fact(self, asker: Asker, period: Period) -> Fact: ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """Numerator over denominator, in percent unless ``per`` says otherwise, rounded
    half up at the very end."""

    code: str
    label: str | Promise
    above: Figure
    below: Measure
    unit: str = "%"
    per: int = 100

    @property
    def source(self) -> Source:
        return self.above.source

    @property
    def counted(self) -> type[Model]:
        return self.above.counted

    def records(self, asker: Asker, period: Period) -> Records:
        return self.above.records(asker, period)

    def fact(self, asker: Asker, period: Period) -> Fact:
        above, below = self.above.fact(asker, period), self.below.fact(asker, period)
        return replace(
            above,
            code=self.code,
            unit=self.unit,
            value=ratio(above.value, below.value, self.per),
            numerator=_number(above.value),
            denominator=_number(below.value),
            note=below.note,
        )


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A figure's records divided by a key. ``codes`` names the list its keys come
    from; ``months`` makes every month of the period a key, also empty ones."""

    code: str
    label: str | Promise
    of: Figure
    key: Combinable
    codes: str = ""
    months: bool = False

    @property
    def unit(self) -> str:
        return self.of.unit

    @property
    def source(self) -> Source:
        return self.of.source

    @property
    def counted(self) -> type[Model]:
        return self.of.counted

    def records(self, asker: Asker, period: Period, key: str = "") -> Records:
        """The records under one key, or all of them."""
        found = self.of.records(asker, period)
        if not key:
            return found
        keyed: Records = found.annotate(_key=self.key)
        wanted = Q(_key="") | Q(_key=None) if key == UNSET else Q(_key=key)
        return keyed.filter(wanted)

    def fact(self, asker: Asker, period: Period) -> Fact:
        whole = self.of.fact(asker, period)
        if whole.value is None:
            return replace(whole, code=self.code)
        found = self.of.records(asker, period).annotate(_key=self.key)
        rows = found.order_by().values("_key").annotate(n=Count("pk", distinct=True))
        counts = {row["_key"] or UNSET: row["n"] for row in rows}
        ordered = self._ordered(counts, period)
        return replace(
            whole, code=self.code, value=ordered, labels=self._labels(ordered)
        )

    def _ordered(self, counts: dict[str, int], period: Period) -> dict[str, int]:
        if self.months:
            return {month: counts.get(month, 0) for month in period.months}
        return self.in_order(counts)

    def in_order(self, counts: Mapping[str, Any]) -> dict[str, Any]:
        """Largest first, ``unset`` last; months in their own order."""
        if self.months:
            return dict(sorted(counts.items()))
        keys = sorted(counts, key=lambda key: (key == UNSET, -counts[key], key))
        return {key: counts[key] for key in keys}

    def _labels(self, counts: dict[str, int]) -> dict[str, str]:
        labels = code_list(self.codes).labels if self.codes else {}
        return {
            key: "未填写" if key == UNSET else labels.get(key, key) for key in counts
        }


AnyFigure = Figure | Ratio | Breakdown


def ratio(above: object, below: object, per: int) -> float | None:
    """``above`` ÷ ``below`` × ``per`` to two decimals, half up; None over nothing."""
    if not isinstance(above, int | float) or not below:
        return None
    exact = Decimal(str(above)) * per / Decimal(str(below))
    return float(exact.quantize(Decimal("0.01"), ROUND_HALF_UP))


def percent(above: object, below: object) -> float | None:
    return ratio(above, below, 100)


def by_code(figures: Iterable[AnyFigure]) -> dict[str, AnyFigure]:
    """The figures by their codes; two of the same code are a mistake in the making."""
    found: dict[str, AnyFigure] = {}
    for figure in figures:
        if figure.code in found:
            raise ValueError(figure.code)
        found[figure.code] = figure
    return found


def _visible(noun: type[Model], asker: Asker) -> Records:
    scoped: Any = noun
    visible: Records = scoped._default_manager.visible_to(asker)
    return visible


def _plain(value: Any) -> int | float:
    number = Decimal(value)
    return int(number) if number == number.to_integral_value() else float(number)


def _number(value: object) -> Number:
    return value if isinstance(value, int | float) else None


def figures_reader(asker: Asker) -> Counting:
    """As whom the asker's figures are counted: boards know all figures, and open no
    records; everybody else counts what they see."""
    knows_all = asker.scope.allows("figures.all")
    return Counting(InstitutionWide(asker) if knows_all else asker)


def opens_records(asker: Asker, figure: AnyFigure) -> bool:
    """Whether the asker may see the list behind a figure."""
    subject = _subject(figure)
    # Nouns without a subject are seen by a clearance, which their queryset names.
    noun: Any = figure.counted
    may = str(getattr(noun._default_manager.none(), "clearance", ""))
    return asker.scope.allows(may) and (not subject or asker.scope.sees(subject))


def counts_everything(asker: Asker, figure: AnyFigure) -> bool:
    """Whether the figure is for this asker the institution's, not some unit's."""
    subject = _subject(figure)
    return not subject or asker.scope.sees_all(subject)


def _subject(figure: AnyFigure) -> str:
    noun: Any = figure.counted
    return str(getattr(noun._default_manager.none(), "subject", ""))
