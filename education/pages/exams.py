"""Pages that plan, open and close an examination."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import FORM, answered, posted, root_of
from consumer_protection.core.http import StaffRequest, access
from education.doing import exams
from education.exam_forms import ExamForm
from education.models import Exam
from education.states import KEEP

_HINTS = {
    "open": gettext_lazy(
        "Everybody of its audiences who can sign in is invited; the examination then stays as it is."
    ),
    "close": gettext_lazy(
        "Papers still out count as they stand. The result is kept as a training."
    ),
}


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def exam_plan(request: StaffRequest) -> HttpResponse:
    form = ExamForm(posted(request))

    def write(at: datetime) -> Exam:
        values = form.cleaned_data
        return exams.plan_exam(root_of(request), values, actor=request.user, at=at)

    return answered(
        request,
        form,
        write,
        title=_("Plan an examination"),
        back="education:exam_list",
        back_label=_("Examinations"),
    )


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def exam_edit(request: StaffRequest, pk: int) -> HttpResponse:
    exam = _exam(request, pk)
    initial = {name: getattr(exam, name) for name in ExamForm.base_fields}
    form = ExamForm(posted(request), initial=initial)

    def write(at: datetime) -> None:
        exams.change_exam(exam, form.cleaned_data, actor=request.user, at=at)

    return answered(request, form, write, title=_("Change the examination"), back=exam)


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def exam_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    exam = _exam(request, pk)
    asked = exam.machine.moves.get(move)
    if asked is None:
        raise Http404
    deed = exams.open_exam if move == "open" else exams.close_exam

    def write(at: datetime) -> None:
        deed(exam, actor=request.user, at=at)

    form = forms.Form(posted(request))
    return answered(
        request, form, write, title=asked.label, back=exam, hint=_HINTS[move]
    )


def _exam(request: StaffRequest, pk: int) -> Exam:
    visible: Any = Exam.objects.visible_to(request.user).select_related("root")
    found: Exam = get_object_or_404(visible, pk=pk)
    return found
