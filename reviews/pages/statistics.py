"""Concluded reviews by kind and month; every number opens the list of what it counts."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core.codes import code_list
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.periods import UnknownPeriod, parse_period
from reviews.figures import CONCLUDED

_MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number and the list behind it; nothing to open where there is none."""

    number: int
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    cells: list[Cell]
    whole: Cell


@require_GET
@access(sees="reviews")
def statistics(request: StaffRequest) -> HttpResponse:
    year = request.GET.get("year", f"{timezone.localdate().year}")
    counts = _counts(request.user, year)
    labels = code_list("review_kind").labels
    lines = [_line(counts, year, kind, labels[kind]) for kind in labels]
    context = {
        "year": int(year),
        "months": list(_MONTHS),
        "lines": lines,
        "foot": _line(counts, year, "", ""),
    }
    return render(request, "reviews/statistics.html", context)


def _counts(user: User, year: str) -> Counter[tuple[str, int]]:
    """By kind and month, as the figure of concluded reviews counts them."""
    if not (year.isascii() and year.isdigit()):
        raise Http404
    try:
        period = parse_period(year, as_of=timezone.localdate())
    except UnknownPeriod as error:
        raise Http404 from error
    rows: Any = CONCLUDED.records(user, period).order_by()
    rows = rows.annotate(month=ExtractMonth("concluded_on"))
    rows = rows.values_list("kind", "month").annotate(n=Count("pk"))
    return Counter({(kind, month): number for kind, month, number in rows})


def _line(counts: Counter[tuple[str, int]], year: str, kind: str, label: str) -> Line:
    cells = [_cell(counts, kind, f"{year}-{month:02}", [month]) for month in _MONTHS]
    return Line(label, cells, _cell(counts, kind, year, _MONTHS))


def _cell(
    counts: Counter[tuple[str, int]], kind: str, period: str, months: Any
) -> Cell:
    """Without a kind, of all kinds."""
    number = sum(
        found
        for (own, month), found in counts.items()
        if month in months and kind in ("", own)
    )
    asked = {"figure": CONCLUDED.code, "period": period}
    if kind:
        asked |= {"figure": f"{CONCLUDED.code}.by_kind", "key": kind}
    place = reverse("reviews:review_list")
    return Cell(number, f"{place}?{urlencode(asked)}" if number else "")
