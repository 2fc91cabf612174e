"""Writing base figures, from a ledger or by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from consumer_protection.core import trail
from consumer_protection.core.models import BaseCount, BaseFigure, Unit, User

_OWN = ("unit", "year", "source", "remark")


@transaction.atomic
def add_base(
    unit: Unit,
    year: int,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.FORM,
) -> BaseFigure:
    """The figures of a unit and year; ``values`` by kind, with source and remark."""
    trail.acting_as(actor)
    figure = BaseFigure(unit=unit, year=year, recorded_by=actor)
    told = _set(figure, values)
    trail.record(figure, way.created, actor=actor, at=at, changes=told)
    return figure


@transaction.atomic
def change_base(
    figure: BaseFigure,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.FORM,
) -> None:
    """Set the values named; a number of None takes it away."""
    trail.acting_as(actor)
    figure.recorded_by = actor
    told = _set(figure, values)
    trail.record(figure, way.changed, actor=actor, at=at, changes=told)


@transaction.atomic
def write_year(
    year: int,
    numbers: Mapping[Unit, Mapping[str, int | None]],
    *,
    source: str,
    actor: User,
    at: datetime,
) -> int:
    """A whole year's table in one go; returns how many units changed."""
    trail.acting_as(actor)
    owned = BaseFigure.objects.filter(year=year, unit__in=list(numbers))
    standing = {figure.unit_id: figure for figure in owned.select_for_update()}
    changed = 0
    for unit, row in numbers.items():
        figure = standing.get(unit.pk)
        old = figure.numbers() if figure else {}
        new: dict[str, Any] = {
            kind: value for kind, value in row.items() if old.get(kind) != value
        }
        if not new:
            continue
        changed += 1
        if source:
            new["source"] = source
        if figure is None:
            add_base(unit, year, new, actor=actor, at=at)
        else:
            change_base(figure, new, actor=actor, at=at)
    return changed


def _set(figure: BaseFigure, values: Mapping[str, Any]) -> dict[str, object]:
    for name in _OWN:
        if name in values:
            setattr(figure, name, values[name] or "")
    figure.save()
    old = figure.numbers()
    told: dict[str, object] = {}
    for kind in (name for name in values if name not in _OWN):
        if old.get(kind) != values[kind]:
            told[kind] = [old.get(kind), values[kind]]
            _count(figure, kind, values[kind])
    return told


def _count(figure: BaseFigure, kind: str, value: int | None) -> None:
    if value is None:
        BaseCount.objects.filter(figure=figure, kind=kind).delete()
    else:
        BaseCount.objects.update_or_create(
            figure=figure, kind=kind, defaults={"value": value}
        )
