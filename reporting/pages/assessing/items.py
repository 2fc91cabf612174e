"""The page of one indicator: what was computed, what is given by hand, its evidence."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from consumer_protection.core import attachments, trail
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.keeping import AttachmentForm, upload_of
from consumer_protection.core.models import Unit
from consumer_protection.core.states import MoveRefused
from reporting.assessing import actions
from reporting.assessing.forms import AssignForm, GivenForm
from reporting.assessing.sheet import doors, sheet
from reporting.models import AssessmentItem


@access()
def item(request: StaffRequest, pk: int) -> HttpResponse:
    one = _found(request, pk)
    form = GivenForm(request.POST or None, initial=_initial(one))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give(one, form.given, actor=request.user, at=timezone.now())
        except actions.AssessmentRefused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(one)
    found = sheet(one.assessment, request.user, timezone.now())
    line = next(each for each in found["lines"] if each["code"] == one.indicator)
    may_write = not one.why_not_write()
    context = {
        "item": one,
        "line": line,
        "doors": doors(found, line, request.user),
        "form": form,
        "may_write": may_write,
        "assigning": AssignForm(
            _units(request), initial={"unit": one.unit_id, "due_on": one.due_on}
        ),
        "may_assign": may_write and request.user.scope.allows("reports.build"),
        "may_read_all": request.user.scope.allows("reports.see"),
        "attachments": attachments.of_record(one),
        "may_attach": may_write,
        "attach_form": AttachmentForm(),
        "attach_url": "reporting:assessment_attach",
        "moves": one.next_moves(request.user),
        "history": trail.moves_of(one),
    }
    status = 422 if form.errors else 200
    return render(request, "reporting/assessments/item.html", context, status=status)


@require_POST
@access(may="reports.build")
def item_assign(request: StaffRequest, pk: int) -> HttpResponse:
    one = _found(request, pk)
    form = AssignForm(_units(request), request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
        return redirect(one)
    data = form.cleaned_data
    try:
        actions.assign(
            one, data["unit"], data["due_on"], actor=request.user, at=timezone.now()
        )
    except actions.AssessmentRefused as refused:
        messages.error(request, str(refused))
    return redirect(one)


@require_POST
@access()
def item_attach(request: StaffRequest, pk: int) -> HttpResponse:
    one = _found(request, pk)
    form = AttachmentForm(request.POST, request.FILES)
    if reason := one.why_not_write():
        messages.error(request, reason)
    elif not form.is_valid():
        messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
    else:
        try:
            attachments.attach(
                one,
                upload_of(form.cleaned_data),
                unit_id=one.assessment.root_id,
                actor=request.user,
                at=timezone.now(),
            )
        except attachments.FileUnfit as unfit:
            messages.error(request, str(unfit))
    return redirect(one)


@require_POST
@access()
def item_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    one = _found(request, pk)
    note = request.POST.get("note", "")[:500]
    try:
        actions.move_item(one, move, actor=request.user, at=timezone.now(), note=note)
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect(one)


def _found(request: StaffRequest, pk: int) -> AssessmentItem:
    visible = AssessmentItem.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("assessment", "unit"), pk=pk)


def _units(request: StaffRequest) -> QuerySet[Unit]:
    found: QuerySet[Unit]
    found = Unit.objects.visible_to(request.user).valid_on(timezone.localdate())
    return found


def _initial(one: AssessmentItem) -> dict[str, Any]:
    return {
        "is_applicable": one.is_applicable,
        "points": one.points,
        "reason": one.reason,
    }
