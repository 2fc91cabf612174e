"""What goes on beside a case: tasks of other units, urges and their answers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from complaints.helping import task_actions as actions
from complaints.helping.task_forms import TaskForm, UrgeForm, WordsForm
from complaints.models import CaseTask, CaseUrge, Complaint
from complaints.models.life import keeps_case
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User

_HANDLE = "complaints.handle"


@require_GET
@access(sees="complaints")
def case_work(request: StaffRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    context = {"case": case, **work_of(case, request.user)}
    return render(request, "complaints/case_work.html", context)


def work_of(case: Complaint, user: User) -> dict[str, object]:
    """The tasks and urges of a case and what may be added, for ``_case_work.html``."""
    tasks = CaseTask.objects.visible_to(user).filter(complaint=case)
    urges = CaseUrge.objects.visible_to(user).filter(complaint=case)
    may = case.is_open and keeps_case(case, user)
    return {
        "tasks": tasks.select_related("unit", "set_by").order_by("turn", "due_on"),
        "urges": urges.select_related("by", "answered_by"),
        "may_set_task": may and user.scope.allows(_HANDLE),
        "may_urge": may and bool(_kinds(user)),
        "may_answer": keeps_case(case, user) and user.scope.allows(_HANDLE),
        "today": timezone.localdate(),
    }


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def task_add(request: StaffRequest, pk: int) -> HttpResponse:
    case = _case(request, pk)
    units = Unit.objects.visible_to(request.user).valid_on(timezone.localdate())
    form = TaskForm(request.POST or None, units=units)

    def write(at: datetime) -> object:
        return actions.set_task(case, actor=request.user, at=at, **form.cleaned_data)

    return _answer(request, case, form, _("Set a task"), write)


@require_http_methods(["GET", "POST"])
@access(sees="complaints")
def urge_add(request: StaffRequest, pk: int) -> HttpResponse:
    case, kinds = _case(request, pk), _kinds(request.user)
    if not kinds:
        raise PermissionDenied
    form = UrgeForm(request.POST or None, kinds=kinds)

    def write(at: datetime) -> object:
        asked = form.cleaned_data
        return actions.urge_case(
            case, asked["kind"], text=asked["text"], actor=request.user, at=at
        )

    return _answer(request, case, form, _("Urge the case"), write)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def urge_answer(request: StaffRequest, pk: int) -> HttpResponse:
    seen = CaseUrge.objects.visible_to(request.user).select_related("complaint")
    urge = get_object_or_404(seen, pk=pk)
    form = WordsForm(request.POST or None, label=_("Answer given"))

    def write(at: datetime) -> object:
        text = form.cleaned_data["text"]
        return actions.answer_urge(urge, text=text, actor=request.user, at=at)

    return _answer(request, urge.complaint, form, _("Answer the urge"), write)


def _case(request: StaffRequest, pk: int) -> Complaint:
    visible = Complaint.objects.visible_to(request.user)
    case: Complaint = get_object_or_404(visible, pk=pk)
    return case


def _kinds(user: User) -> list[str]:
    return [kind for kind, may in actions.MAY_URGE.items() if user.scope.allows(may)]


def _answer(
    request: StaffRequest,
    case: Complaint,
    form: Any,
    title: object,
    write: Callable[[datetime], object],
) -> HttpResponse:
    """The form, or back to the case's work once it was written."""
    if request.method == "POST" and form.is_valid():
        try:
            write(timezone.now())
        except actions.TaskRefused as error:
            field = error.field if error.field in form.fields else None
            form.add_error(field, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("complaints:case_work", case.pk)
    context = {"form": form, "title": title, "case": case}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/work_form.html", context, status=status)
