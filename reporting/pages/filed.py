"""Issued reports and the figures taken from them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import attachments, trail
from consumer_protection.core.http import StaffRequest, access
from reporting import filing, year_queries
from reporting.filed_table import FiledTable
from reporting.forms import CorrectionForm, IssuedReportForm
from reporting.models import FiledFigure, IssuedReport


@require_GET
@access(sees="base", may="reports.see")
def filed_list(request: StaffRequest) -> HttpResponse:
    visible = IssuedReport.objects.visible_to(request.user)
    context = {
        "reports": visible.prefetch_related("figures")[:100],
        "may_enter": request.user.scope.allows("figures.enter"),
    }
    return render(request, "reporting/filed_list.html", context)


@access(sees="base", may="figures.enter")
def filed_add(request: StaffRequest) -> HttpResponse:
    """First the report with its file; its figures are entered on its page."""
    form = IssuedReportForm(request.POST or None, request.FILES or None)
    unit = request.user.unit
    if request.method == "POST" and unit is not None and form.is_valid():
        file = form.cleaned_data["file"]
        upload = attachments.Upload(file.name, file.read(attachments.LIMIT + 1))
        try:
            report = filing.add_issued_report(
                form.issued,
                upload,
                root=unit.root or unit,
                actor=request.user,
                at=timezone.now(),
            )
        except attachments.FileUnfit as error:
            form.add_error("file", str(error))
        except filing.FilingRefused as error:
            form.add_error("title", str(error))
        else:
            return redirect(report)
    status = 422 if form.errors else 200
    return render(request, "reporting/filed_add.html", {"form": form}, status=status)


@access(sees="base", may="reports.see")
def filed_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """Its figures beside the computed ones; for those cleared, the table to fill in."""
    visible = IssuedReport.objects.visible_to(request.user)
    report = get_object_or_404(visible, pk=pk)
    may_enter = request.user.scope.allows("figures.enter")
    standing = year_queries.filed_standing(request.user, report.year)
    table = FiledTable(standing, request.POST.dict())
    if request.method == "POST" and may_enter and table.is_valid():
        _enter(request, report, table)
        return redirect(report)
    context = {
        "report": report,
        "lines": year_queries.filed_lines(request.user, report),
        "withdrawn": year_queries.withdrawn_names(
            report.figures.exclude(withdrawn_at=None)
        ),
        "table": table,
        "may_enter": may_enter,
        "attachments": attachments.of_record(report),
        "history": trail.moves_of(report),
    }
    status = 422 if table.problems else 200
    return render(request, "reporting/filed_detail.html", context, status=status)


def _enter(request: StaffRequest, report: IssuedReport, table: FiledTable) -> None:
    try:
        count = filing.file_figures(
            report, table.entries, actor=request.user, at=timezone.now()
        )
    except filing.FilingRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Entered: %(count)d figures.") % {"count": count})


@access(sees="base", may="figures.enter")
def filed_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Another value or page, with the reason."""
    figure = _figure(request, pk)
    initial = {"value": figure.number, "page": figure.page}
    form = CorrectionForm(request.POST or None, initial=initial, figure=figure)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        entry = (data["value"], data["page"])
        if _done(request, filing.correct, figure, entry, reason=data["reason"]):
            messages.success(request, _("The figure was corrected."))
        return redirect(figure.report)
    context = {
        "form": form,
        "figure": figure,
        "line": year_queries.name_of(figure.code, figure.key),
        "history": trail.moves_of(figure),
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/filed_change.html", context, status=status)


@require_POST
@access(sees="base", may="figures.enter")
def filed_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    figure = _figure(request, pk)
    reason = request.POST.get("reason", "")[:500]
    if _done(request, filing.withdraw, figure, reason=reason):
        messages.success(request, _("The figure was withdrawn."))
    return redirect(figure.report)


def _figure(request: StaffRequest, pk: int) -> FiledFigure:
    visible = FiledFigure.objects.visible_to(request.user).select_related("report")
    figure: FiledFigure = get_object_or_404(visible, pk=pk)
    return figure


def _done(request: StaffRequest, action: Any, *args: Any, reason: str) -> bool:
    try:
        action(*args, reason=reason, actor=request.user, at=timezone.now())
    except filing.FilingRefused as error:
        messages.error(request, str(error))
        return False
    return True
