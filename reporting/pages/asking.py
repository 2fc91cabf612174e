"""Asking for report runs, and answering for registers."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import UnknownPeriod, parse_period
from consumer_protection.core.states import MoveRefused
from reporting import actions, queries
from reporting.forms import ReportForm
from reporting.locking import ReportLocked
from reporting.models import ReportRun
from reporting.nudging import nudge


@require_POST
@access(may="reports.build")
def run_add(request: StaffRequest) -> HttpResponse:
    """Only writes what is owed; a worker builds it."""
    form = ReportForm(request.POST)
    root = _root(request)
    if not form.is_valid() or root is None:
        for errors in form.errors.values():
            messages.error(request, " ".join(map(str, errors)))
        return redirect("reporting:run_list")
    data = form.cleaned_data
    try:
        run = actions.request_report(
            data["kind"],
            data["period"],
            root=root,
            actor=request.user,
            at=timezone.now(),
        )
    except ReportLocked as locked:
        messages.error(request, str(locked))
        return redirect(locked.run)
    nudge(run)
    return redirect(run)


@require_POST
@access(may="reports.build")
def run_retry(request: StaffRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(ReportRun.objects.visible_to(request.user), pk=pk)
    try:
        actions.retry(run, actor=request.user, at=timezone.now())
    except MoveRefused as error:
        messages.error(request, str(error))
    else:
        nudge(run)
    return redirect(run)


@require_POST
@access(may="registers.declare")
def declare(request: StaffRequest) -> HttpResponse:
    """A zero return: this register is complete for this period."""
    root = _root(request)
    register, period = request.POST.get("register", ""), request.POST.get("period", "")
    with suppress(UnknownPeriod):
        chosen = parse_period(period, as_of=timezone.localdate())
        known = {line.register for line in queries.register_lines(request.user, chosen)}
        if root is not None and register in known:
            actions.declare_complete(
                register, period, root=root, actor=request.user, at=timezone.now()
            )
            messages.success(request, _("The register is declared complete."))
    return redirect(f"{reverse('reporting:run_list')}?{urlencode({'period': period})}")


def _root(request: StaffRequest) -> Unit | None:
    return request.user.unit.root if request.user.unit else None
