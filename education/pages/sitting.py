"""A person's own examinations, and the paper being written. Whoever is invited may,
whatever else the role sees."""

import re
from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core.documents.paper import handed_out
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused
from education.documents.certificates import certificate_of
from education.doing import sitting
from education.doing.exams import pool_of
from education.models import Exam
from education.models.exam import ExamPaper
from education.queries import exams

_FIELD = re.compile(r"q-(\d{1,4})")


@require_GET
@never_cache
@access()
def my_exams(request: StaffRequest) -> HttpResponse:
    context = {"own": exams.own(request.user, timezone.now())}
    return render(request, "education/my_exams.html", context)


@require_POST
@access()
def exam_begin(request: StaffRequest, pk: int) -> HttpResponse:
    invited = Exam.objects.filter(seats__person=request.user)
    exam: Exam = get_object_or_404(invited, pk=pk)
    try:
        paper = sitting.begin(
            exam, pool_of(exam), actor=request.user, at=timezone.now()
        )
    except MoveRefused as refused:
        messages.error(request, str(refused))
        return redirect("education:my_exams")
    return redirect("education:exam_paper", paper.pk)


@require_GET
@never_cache
@access()
def exam_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """While it is written, the questions; afterwards what was right."""
    paper = _paper(request, pk)
    if paper.handed_in_at is None and timezone.now() >= paper.due_at:
        sitting.collect(paper.seat.exam, at=timezone.now())
        paper.refresh_from_db()
    context = {
        "paper": paper,
        "exam": paper.seat.exam,
        "answers": paper.answers.select_related("question"),
    }
    name = "exam_result" if paper.handed_in_at else "exam_paper"
    return render(request, f"education/{name}.html", context)


@require_POST
@access()
def exam_save(request: StaffRequest, pk: int) -> HttpResponse:
    """What was chosen so far, kept before it answers."""
    paper, at = _paper(request, pk), timezone.now()
    try:
        sitting.save(paper, _given(request), at=at)
    except MoveRefused as refused:
        return render(
            request, "education/_saved.html", {"refused": str(refused)}, status=409
        )
    return render(request, "education/_saved.html", {"at": at})


@require_POST
@access()
def exam_hand_in(request: StaffRequest, pk: int) -> HttpResponse:
    paper = _paper(request, pk)
    sitting.hand_in(paper, _given(request), at=timezone.now())
    messages.success(request, _("Handed in."))
    return redirect("education:exam_paper", paper.pk)


@require_GET
@access()
def certificate(request: StaffRequest, pk: int) -> HttpResponse:
    """Of a paper that passed."""
    paper = _paper(request, pk)
    if not paper.has_passed:
        raise Http404
    return handed_out(certificate_of(paper), f"certificate-{paper.pk}", "pdf")


def _given(request: StaffRequest) -> Mapping[int, list[str]]:
    """Place → letters, of every question the form tells."""
    return {
        int(found[1]): request.POST.getlist(name)
        for name in request.POST
        if (found := _FIELD.fullmatch(name))
    }


def _paper(request: StaffRequest, pk: int) -> ExamPaper:
    """One's own paper alone."""
    mine = ExamPaper.objects.filter(seat__person=request.user)
    found: ExamPaper = get_object_or_404(mine.select_related("seat__exam"), pk=pk)
    return found
