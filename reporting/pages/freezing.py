"""Freezing a report, opening it again, and telling whether a file is one of ours."""

import hashlib
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused
from reporting import freezing
from reporting.forms import VerifyForm
from reporting.models import ReportRun
from reporting.run_queries import files_with, runs_with


@require_POST
@access(may="reports.freeze")
def run_freeze(request: StaffRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    try:
        freezing.freeze_report(run, actor=request.user, at=timezone.now())
    except MoveRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Frozen: these files are the report."))
    return redirect(run)


@require_POST
@access(may="reports.freeze")
def run_reopen(request: StaffRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    note = request.POST.get("note", "")[:500]
    try:
        freezing.reopen_report(run, actor=request.user, at=timezone.now(), note=note)
    except MoveRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Reopened: texts and builds are possible again."))
    return redirect(run)


@access(may="reports.see")
def verify(request: StaffRequest) -> HttpResponse:
    """A file is only hashed, never kept."""
    is_asked = request.method == "POST"
    form = VerifyForm(request.POST, request.FILES) if is_asked else VerifyForm()
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        given = form.cleaned_data["file"]
        sha256 = _hash(given.chunks()) if given else form.cleaned_data["sha256"]
        context |= {
            "sha256": sha256,
            "name": given.name if given else "",
            "files": files_with(sha256, request.user),
            "runs": runs_with(sha256, request.user),
        }
    status = 422 if form.errors else 200
    return render(request, "reporting/verify.html", context, status=status)


def _hash(chunks: Iterable[bytes]) -> str:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest()
