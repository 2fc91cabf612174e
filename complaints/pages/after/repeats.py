"""Marking a case as the repeat of an earlier one, by its number."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints import similar
from complaints.after import repeat_actions as actions
from complaints.after.forms import RepeatForm
from complaints.models import Complaint
from complaints.pages.doing import case_of
from complaints.pages.learning.learning_doing import posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused

_HANDLE = "complaints.handle"


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def repeat_mark(request: StaffRequest, pk: int) -> HttpResponse:
    """The likeliest stand below, each with a button of its own."""
    case = case_of(request, pk)
    form = RepeatForm(posted(request))
    if request.method == "POST" and form.is_valid() and _marked(request, case, form):
        return redirect(case)
    context = {"form": form, "case": case, "alike": _alike(request, case)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/repeat.html", context, status=status)


@require_POST
@access(sees="complaints", may=_HANDLE)
def repeat_unmark(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    try:
        actions.unmark_repeat(case, actor=request.user, at=timezone.now())
    except MoveRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("Saved."))
    return redirect(case)


def _marked(request: StaffRequest, case: Complaint, form: Any) -> bool:
    """Whether it was done; otherwise the form says why not."""
    at: datetime = timezone.now()
    number = form.cleaned_data["number"].strip()
    visible = Complaint.objects.visible_to(request.user)
    other = visible.filter(number=number, root=case.root_id).first()
    if other is None:
        form.add_error("number", _("There is no case of this number."))
        return False
    try:
        actions.mark_repeat(case, other, actor=request.user, at=at)
    except MoveRefused as error:
        case.refresh_from_db()
        form.add_error("number", str(error))
        return False
    messages.success(request, gettext("Saved."))
    return True


def _alike(request: StaffRequest, case: Complaint) -> list[similar.Alike]:
    draft = similar.Draft(
        case.unit,
        case.received_on,
        case.description,
        case.category,
        case.complainant,
        case.phone,
        case.id_number,
    )
    found = similar.similar(draft, request.user)
    return [
        one
        for one in found
        if one.case.pk != case.pk and one.case.status not in actions.NEVER
    ]
