"""Report runs: watching one, reading it, downloading its files."""

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, access, handed_out
from reporting import actions, queries, run_queries
from reporting.forms import ReportForm
from reporting.models import ReportRun
from reporting.pages.home import chosen_period
from reporting.pages.reading import read_sections


@require_GET
@access(may="reports.see")
def run_list(request: StaffRequest) -> HttpResponse:
    period = chosen_period(request)
    context = {
        "runs": ReportRun.objects.visible_to(request.user).select_related(
            "requested_by"
        )[:50],
        "form": ReportForm(initial={"period": period.code}),
        "period": period,
        "registers": queries.register_lines(request.user, period),
        "may_build": request.user.scope.allows("reports.build"),
        "may_declare": request.user.scope.allows("registers.declare"),
    }
    return render(request, "reporting/run_list.html", context)


@require_GET
@access(may="reports.see")
def run_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """htmx asks for the progress alone until the run has ended, then for all."""
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    scope = request.user.scope
    sections = read_sections(run, request.user)
    is_frozen = run.has_frozen_build()
    context = {
        "run": run,
        "sections": sections,
        "is_unbuilt": any(section["unbuilt"] for section in sections),
        "is_changed": run.is_readable and run_queries.earlier_builds(run).exists(),
        "history": trail.moves_of(run).exclude(action=run_queries.DOWNLOADED),
        "downloads": list(run_queries.downloads(run)),
        "may_build": scope.allows("reports.build") and not is_frozen,
        "may_edit": scope.allows("reports.edit") and not is_frozen,
        "moves": run.machine.open_to(request.user, run.status),
        "why_not_freeze": run.status == "built" and run.why_not_freeze(),
    }
    template = "reporting/run_detail.html"
    part = request.htmx and run.is_unended
    response = render(request, f"{template}#progress" if part else template, context)
    if request.htmx and not part:
        # The run ended while it was watched: the page is shown anew, whole.
        response["HX-Refresh"] = "true"
    return response


@require_GET
@access(may="reports.see")
def run_file(request: StaffRequest, pk: int, name: str) -> FileResponse:
    """The file under its own name, never shown inside our pages."""
    kept = get_object_or_404(
        get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk).files,
        name=name,
    )
    actions.tell_download(kept, actor=request.user, at=timezone.now())
    return handed_out(kept.stored_as, kept.name, kept.media_type)
