"""A period's figures beside those of the year before."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from reporting import year_queries
from reporting.pages.home import chosen_period, years_around


@require_GET
@access(may="figures.see")
def comparison(request: StaffRequest) -> HttpResponse:
    """Where a figure of the year before is known both ways, both with the difference."""
    period = chosen_period(request)
    context = {
        "period": period,
        "before": period.a_year_earlier,
        "years": years_around(period.start.year),
        "lines": year_queries.compared_lines(request.user, period),
    }
    return render(request, "reporting/comparison.html", context)
