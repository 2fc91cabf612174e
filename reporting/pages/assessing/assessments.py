"""Pages of self-assessments: the list, the sheet, what is decided, the paper."""

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused
from reporting.assessing import actions, papers
from reporting.assessing.forms import JudgeForm, OpenForm
from reporting.assessing.sheet import beside, methods, sheet
from reporting.models import Assessment


@require_GET
@access(may="reports.see")
def assessment_list(request: StaffRequest) -> HttpResponse:
    found = Assessment.objects.visible_to(request.user).select_related("opened_by")
    now = timezone.now()
    context = {
        "rows": [(one, sheet(one, request.user, now)) for one in found[:50]],
        "form": OpenForm(),
        "may_build": request.user.scope.allows("reports.build"),
    }
    return render(request, "reporting/assessments/list.html", context)


@require_POST
@access(may="reports.build")
def assessment_add(request: StaffRequest) -> HttpResponse:
    form = OpenForm(request.POST)
    unit = request.user.unit
    if not form.is_valid() or unit is None or unit.root is None:
        messages.error(request, _("Choose a method and a year."))
        return redirect("reporting:assessment_list")
    data, now = form.cleaned_data, timezone.now()
    asked = (data["method"], str(data["year"]))
    try:
        made = actions.open_assessment(
            *asked, root=unit.root, actor=request.user, at=now
        )
    except actions.AssessmentRefused as refused:
        messages.error(request, str(refused))
        return redirect("reporting:assessment_list")
    return redirect(made)


@require_GET
@access(may="reports.see")
def assessment(request: StaffRequest, pk: int) -> HttpResponse:
    """``?with=`` lays another assessment's scores beside: of another year or method."""
    visible = Assessment.objects.visible_to(request.user)
    one = get_object_or_404(visible, pk=pk)
    found = sheet(one, request.user, timezone.now())
    others = visible.exclude(pk=pk)
    wanted = request.GET.get("with", "")
    other = others.filter(pk=wanted).first() if wanted.isdecimal() else None
    method = methods()[one.method]
    context = {
        "assessment": one,
        "sheet": found,
        "rows": beside(one, found, request.user, other),
        "others": others,
        "other": other,
        "why_not": one.is_open and actions.why_not_submit(one, found),
        "moves": one.next_moves(request.user),
        "judging": JudgeForm(
            method, initial={"vetoes": one.vetoes, "deducted": one.deducted}
        ),
        "may_build": one.is_open and request.user.scope.allows("reports.build"),
        "history": trail.moves_of(one),
    }
    return render(request, "reporting/assessments/detail.html", context)


@require_POST
@access(may="reports.see")
def assessment_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    one = get_object_or_404(Assessment.objects.visible_to(request.user), pk=pk)
    note = request.POST.get("note", "")[:500]
    try:
        actions.move_assessment(
            one, move, actor=request.user, at=timezone.now(), note=note
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect(one)


@require_POST
@access(may="reports.build")
def assessment_judge(request: StaffRequest, pk: int) -> HttpResponse:
    one = get_object_or_404(Assessment.objects.visible_to(request.user), pk=pk)
    form = JudgeForm(methods()[one.method], request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect(one)
    deducted = form.cleaned_data["deducted"] or Decimal(0)
    try:
        actions.judge(
            one,
            form.cleaned_data["vetoes"],
            deducted,
            actor=request.user,
            at=timezone.now(),
        )
    except actions.AssessmentRefused as refused:
        messages.error(request, str(refused))
    return redirect(one)


@require_GET
@access(may="reports.see")
def assessment_paper(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The report as ``docx`` or ``pdf``; before approval it is marked a draft."""
    one = get_object_or_404(Assessment.objects.visible_to(request.user), pk=pk)
    if form not in papers.WRITERS:
        raise Http404
    found = sheet(one, request.user, timezone.now())
    media_type, content = papers.write(one, found, form)
    name = f"self_assessment-{one.period}-{one.method}.{form}"
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    told = {"file": name}
    trail.acting_as(request.user)
    trail.record(one, "downloaded", actor=request.user, at=timezone.now(), changes=told)
    return response
