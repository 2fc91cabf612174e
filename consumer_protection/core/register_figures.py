"""A list opened from a figure: the very records it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils import timezone

from consumer_protection.core.figures import AnyFigure, Breakdown
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """The figure a list was opened from."""

    figure: AnyFigure
    period: Period
    key: str


def narrowed(
    noun: type[Model],
    figures: Mapping[str, AnyFigure],
    request: StaffRequest,
    records: QuerySet[Any],
) -> tuple[ChosenFigure | None, QuerySet[Any]]:
    """The very records the figure counts, in the list's own order."""
    code = request.GET.get("figure", "")
    if not code:
        return None, records
    figure = figures.get(code)
    if figure is None or figure.counted is not noun:
        raise Http404
    try:
        period = parse_period(request.GET.get("period", ""), as_of=timezone.localdate())
    except UnknownPeriod as error:
        raise Http404(str(error)) from error
    key = request.GET.get("key", "")
    if isinstance(figure, Breakdown):
        counted = figure.records(request.user, period, key)
    else:
        counted = figure.records(request.user, period)
    return ChosenFigure(figure, period, key), records.filter(
        pk__in=counted.values("pk")
    )
