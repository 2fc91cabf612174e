"""The list of tasks that units have for cases, the page of one, and its moves."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints.filters import CaseTaskFilter
from complaints.helping import task_actions
from complaints.helping.task_forms import WordsForm
from complaints.models import CaseTask
from complaints.tables import CaseTaskTable
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.core.states import Move, MoveRefused


def _show(task: CaseTask) -> Shown:
    facts = (
        (_("Complaint number"), task.complaint),
        (_("Unit"), task.unit),
        (_("What is to be done"), pii.mask_text(task.text)),
        (_("Due on"), task.due_on),
        (_("Set on"), task.set_on),
        (_("Set by"), task.set_by),
        (_("Answer given"), pii.mask_text(task.answer)),
        (_("Answered by"), task.answered_by),
        (_("Answered on"), task.answered_on),
    )
    return Shown(
        title=f"{task.complaint} · {task.unit}",
        status=label("casetask_status", task.status),
        is_ended=not task.is_open,
        sections=(Section(_("Task"), facts),),
    )


def _acts(task: CaseTask, user: User) -> list[Act]:
    case = reverse("complaints:case_work", args=[task.complaint_id])
    return [
        *(
            Act(move.label, reverse("complaints:task_move", args=[task.pk, move.name]))
            for move in task.machine.open_to(user, task.status)
            if task_actions.may_move(task, move.name, user)
        ),
        Act(_("The case's tasks and urges"), case),
    ]


TASKS = Register(
    noun=CaseTask,
    label=_("Case tasks"),
    subject="complaints",
    table=CaseTaskTable,
    filterset=CaseTaskFilter,
    show=_show,
    order=("turn", "due_on", "pk"),
    related=("complaint", "unit", "set_by", "answered_by"),
    acts=_acts,
)


@require_http_methods(["GET", "POST"])
@access(sees="complaints")
def task_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Asks for the answer or the reason, and makes the move."""
    task = get_object_or_404(TASKS.visible_to(request.user), pk=pk)
    asked = task.machine.moves.get(move)
    if asked is None:
        raise Http404
    words = _("Answer given") if move == "finish" else _("Reason")
    form = WordsForm(request.POST or None, label=words)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and _moved(request, task, asked, form):
        return redirect(task)
    context = {"form": form, "title": asked.label, "task": task}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/work_form.html", context, status=status)


def _moved(request: StaffRequest, task: CaseTask, move: Move, form: WordsForm) -> bool:
    """Whether the move was made; otherwise the form says why not."""
    try:
        task_actions.move_task(
            task,
            move.name,
            actor=request.user,
            at=timezone.now(),
            note=form.cleaned_data["text"],
        )
    except (task_actions.TaskRefused, MoveRefused) as error:
        form.add_error(None, str(error))
        return False
    messages.success(request, _("Saved."))
    return True
