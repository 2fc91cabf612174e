"""A year of education on one page, each number a door to its records."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consumer_protection.core.figures import figures_reader, opens_records
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.periods import Period, parse_period
from education.figures import FIGURES
from education.pages.years import asked_year
from education.queries import overview

_TILES = (
    "campaigns",
    "activities",
    "reached",
    "leaflets",
    "publications",
    "trainings",
    "trained_persons",
    "attendance_rate",
    "exam_pass_rate",
    "surveys",
    "interceptions",
    "interception_yuan",
    "home_visits",
)


@require_GET
@access(sees="education")
def education_overview(request: StaffRequest) -> HttpResponse:
    """``?year=``: this one unless told."""
    year = asked_year(request)
    period = parse_period(str(year), as_of=timezone.localdate())
    context = {
        "year": year,
        "tiles": [_tile(request, f"education.{name}", period) for name in _TILES],
        "plane": overview.by_month(request.user, year, _("Activities by month")),
        "running": overview.running(request.user),
        "partners": [
            (one, _published_by(one.name, year))
            for one in overview.partners(request.user, year)
        ],
    }
    return render(request, "education/overview.html", context)


def _tile(request: StaffRequest, code: str, period: Period) -> dict[str, object]:
    figure = FIGURES[code]
    fact = figure.fact(figures_reader(request.user), period)
    url = ""
    if opens_records(request.user, figure):
        door = reverse(f"education:{figure.counted._meta.model_name}_list")
        url = f"{door}?{urlencode({'figure': code, 'period': period.code})}"
    return {
        "value": fact.value,
        "unit": figure.unit,
        "label": figure.label,
        "url": url,
    }


def _published_by(partner: str, year: int) -> str:
    days = {"since": f"{year}-01-01", "until": f"{year}-12-31"}
    return (
        f"{reverse('education:publication_list')}?{urlencode({'q': partner, **days})}"
    )
