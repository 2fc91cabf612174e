"""Home: what waits for me, then the year's figures, then the reports."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.periods import UnknownPeriod, parse_period
from reporting import queries
from reporting.models import ReportRun

# What a first glance needs; the page of all figures has the rest.
_HEADLINES = (
    "complaints.received",
    "complaints.on_time_rate",
    "complaints.satisfaction_rate",
    "reviews.concluded",
    "education.reached",
    "audits.closure_rate",
)


@require_GET
@access()
def home(request: StaffRequest) -> HttpResponse:
    period = chosen_period(request)
    sees_figures = request.user.scope.allows("figures.see")
    asked = (request.user, period, _HEADLINES)
    headlines = queries.figure_lines(*asked) if sees_figures else []
    context: dict[str, Any] = {
        "period": period,
        "years": years_around(period.start.year),
        "headlines": headlines,
        "waiting": queries.waiting(request.user, timezone.localdate()),
        "runs": ReportRun.objects.visible_to(request.user)[:5],
        "sees_figures": sees_figures,
    }
    return render(request, "reporting/home.html", context)


@require_GET
@access(may="figures.see")
def figures(request: StaffRequest) -> HttpResponse:
    """Every figure of a period, each a door to its records."""
    period = chosen_period(request)
    lines = queries.figure_lines(request.user, period)
    chapters: dict[str, list[queries.FigureLine]] = {}
    for line in lines:
        chapters.setdefault(line.code.split(".", 1)[0], []).append(line)
    context = {
        "period": period,
        "chapters": chapters,
        "years": years_around(period.start.year),
    }
    return render(request, "reporting/figures.html", context)


def chosen_period(request: StaffRequest) -> Any:
    """The period asked for; without one, or with nonsense, the last year recorded."""
    today = timezone.localdate()
    try:
        return parse_period(request.GET.get("period", ""), as_of=today)
    except UnknownPeriod:
        year = queries.last_year_recorded(request.user) or today.year
        return parse_period(str(year), as_of=today)


def years_around(chosen: int) -> list[int]:
    this_year = timezone.localdate().year
    return sorted({chosen, *range(this_year - 4, this_year + 1)}, reverse=True)
