"""A period's figures beside those of the year before; a build beside an earlier one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from reporting import run_queries, year_queries
from reporting.models import ReportRun
from reporting.pages.home import chosen_period, years_around
from reporting.reports.frozen import Frozen
from reporting.reports.rebuilt import differences


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


@require_GET
@access(may="reports.see")
def run_changes(request: StaffRequest, pk: int) -> HttpResponse:
    """What changed since the build before, or since the one chosen by ``?since=``."""
    visible = ReportRun.objects.visible_to(request.user).readable()
    run = get_object_or_404(visible, pk=pk)
    builds = list(run_queries.earlier_builds(run)[:50])
    wanted = request.GET.get("since", "")
    chosen = next((one for one in builds if str(one.pk) == wanted), None)
    since = chosen or next(iter(builds), None)
    found = None
    if since is not None:
        old = Frozen.from_json(since.frozen or {})
        found = differences(old, Frozen.from_json(run.frozen or {}))
    context = {"run": run, "builds": builds, "since": since, "found": found}
    return render(request, "reporting/run_changes.html", context)
