"""Service records of a year, by outlet and month."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import ExtractMonth

from consumer_protection.core.models import Unit, User
from education.models import ServiceRecord
from education.queries.days import month_days

_MONTHS = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Cell:
    """``since`` and ``until`` are its days, both included."""

    count: int
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Line:
    unit: Unit
    cells: Sequence[Cell]
    total: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Months:
    """``amount`` is in yuan, of interceptions."""

    lines: Sequence[Line]
    totals: Sequence[Cell]
    total: int
    amount: Decimal


def months(asker: User, year: int, kind: str = "") -> Months:
    """Of every outlet the asker sees, also of those without a record, and of whoever
    else has one; ``kind`` narrows to one kind of service. Two queries."""
    visible = ServiceRecord.objects.visible_to(asker).filter(held_on__year=year)
    if kind:
        visible = visible.filter(kind=kind)
    told = visible.order_by().annotate(month=ExtractMonth("held_on"))
    counts: Counter[tuple[int, int]] = Counter()
    amounts: dict[int, Decimal] = {}
    for row in told.values("unit", "month").annotate(
        many=Count("pk"), yuan=Sum("amount")
    ):
        counts[row["unit"], row["month"]] = row["many"]
        yuan = row["yuan"] or Decimal(0)
        amounts[row["unit"]] = amounts.get(row["unit"], Decimal(0)) + yuan
    lines = [
        _line(unit, year, counts, amounts) for unit in _units(asker, year, set(amounts))
    ]
    totals = [
        _cell(sum(line.cells[month - 1].count for line in lines), year, month)
        for month in _MONTHS
    ]
    return Months(
        lines,
        totals,
        sum(one.total for one in lines),
        sum((one.amount for one in lines), Decimal(0)),
    )


def _units(asker: User, year: int, busy: set[int]) -> list[Unit]:
    seen: Any = Unit.objects.visible_to(asker)
    outlets = seen.outlets().valid_on(date(year, 12, 31))
    if not asker.scope.sees_all("education"):
        outlets = outlets.filter(pk__in={asker.scope.unit_id, *asker.scope.below})
    return list(
        seen.filter(pk__in=[*busy, *(one.pk for one in outlets)]).order_by("code")
    )


def _line(
    unit: Unit, year: int, counts: Counter[tuple[int, int]], amounts: dict[int, Decimal]
) -> Line:
    cells = [_cell(counts[unit.pk, month], year, month) for month in _MONTHS]
    total = sum(one.count for one in cells)
    return Line(unit, cells, total, amounts.get(unit.pk, Decimal(0)))


def _cell(count: int, year: int, month: int) -> Cell:
    return Cell(count, *month_days(year, month))
