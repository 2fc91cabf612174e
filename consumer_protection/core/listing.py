"""Which records a list shows: scope, then figure or check, then filter."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from consumer_protection.core import quality
from consumer_protection.core.figures import AnyFigure, Breakdown
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period
from consumer_protection.core.registers import Register


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """The figure a list was opened from."""

    figure: AnyFigure
    period: Period
    key: str


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows before paging: all the asker sees of the figure or check it was
    opened from (``records``), and of these what the filter leaves (``chosen``)."""

    figure: ChosenFigure | None
    check: quality.Check | None
    records: QuerySet[Any]
    found: Any

    @property
    def chosen(self) -> QuerySet[Any]:
        valid: QuerySet[Any] = self.records.none()
        return self.found.qs if self.found.is_valid() else valid


def listed_records(register: Register, request: StaffRequest) -> Listed:
    """The records of a list by its address: scope, figure, filter."""
    records = register.visible_to(request.user).order_by(*register.order)
    figure, records = _narrowed(register, request, records)
    check, records = _doubtful(register, request, records)
    found = register.filterset(request.GET, queryset=records, request=request)
    return Listed(figure, check, records, found)


def _narrowed(
    register: Register, request: StaffRequest, records: QuerySet[Any]
) -> tuple[ChosenFigure | None, QuerySet[Any]]:
    """The very records the figure counts, in the list's own order."""
    code = request.GET.get("figure", "")
    if not code:
        return None, records
    figure = register.figures.get(code)
    if figure is None or figure.counted is not register.noun:
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


def _doubtful(
    register: Register, request: StaffRequest, records: QuerySet[Any]
) -> tuple[quality.Check | None, QuerySet[Any]]:
    """The very records a check of data quality finds wrong."""
    code = request.GET.get("quality", "")
    if not code:
        return None, records
    check = quality.checks().get(code)
    if check is None or check.noun is not register.noun:
        raise Http404
    return check, check.records(records, timezone.localdate())
