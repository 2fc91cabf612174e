"""What is done to problems: making, correcting, adding complaints, moves, effect."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from complaints.learning import problem_actions as actions
from complaints.learning import queries
from complaints.learning.forms import CasesForm, ProblemForm, ReasonForm
from complaints.models import Complaint, Problem
from complaints.pages.effects import effect_list
from complaints.pages.learning.learning_doing import answered, posted, said_of
from complaints.pages.learning.problems import HANDLE, PROBLEMS
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit

_FORM = ["GET", "POST"]


def problem_of(request: StaffRequest, pk: int) -> Problem:
    found: Problem = get_object_or_404(PROBLEMS.visible_to(request.user), pk=pk)
    return found


@require_http_methods(_FORM)
@access(sees="complaints", may=HANDLE)
def problem_add(request: StaffRequest) -> HttpResponse:
    """``?case=`` is a complaint that shows it: then the form knows its matter."""
    case = _case(request)
    form = ProblemForm(
        posted(request), units=_units(request), initial=_initial(request, case)
    )
    unit = request.user.unit
    root = unit.root if unit is not None else None
    if root is None:
        raise Http404

    def write(at: Any) -> Problem:
        made = actions.add_problem(root, form.cleaned_data, actor=request.user, at=at)
        if case is not None:
            actions.add_cases(made, [case], actor=request.user, at=at)
        return made

    return answered(
        request,
        form,
        write,
        title=_("New problem"),
        back=case or "complaints:problem_list",
        back_label=case or _("Problems behind complaints"),
    )


def _case(request: StaffRequest) -> Complaint | None:
    asked = request.GET.get("case", "")
    if not asked.isdigit():
        return None
    visible = Complaint.objects.visible_to(request.user).select_related("unit")
    case: Complaint = get_object_or_404(visible, pk=int(asked))
    return case


def _initial(request: StaffRequest, case: Complaint | None) -> dict[str, object]:
    if case is None:
        return {"unit": request.user.unit_id, "occurred_from": timezone.localdate()}
    return {
        "unit": case.handling_unit_id or case.unit_id,
        "occurred_from": case.received_on,
        "category": case.category,
        "cause": case.cause,
        "pattern_unit": case.unit_id,
    }


def _units(request: StaffRequest) -> Any:
    return Unit.objects.visible_to(request.user).valid_on(timezone.localdate())


@require_http_methods(_FORM)
@access(sees="complaints", may=HANDLE)
def problem_edit(request: StaffRequest, pk: int) -> HttpResponse:
    problem = problem_of(request, pk)
    initial = ProblemForm.initial_of(problem)
    form = ProblemForm(posted(request), units=_units(request), initial=initial)
    return answered(
        request,
        form,
        lambda at: actions.change_problem(
            problem, form.cleaned_data, actor=request.user, at=at
        ),
        title=_("Edit the problem"),
        back=problem,
    )


@require_http_methods(_FORM)
@access(sees="complaints", may=HANDLE)
def problem_cases(request: StaffRequest, pk: int) -> HttpResponse:
    """One number or many; nothing is added while one of them is unknown."""
    problem = problem_of(request, pk)
    form = CasesForm(posted(request))

    def write(at: Any) -> None:
        text = form.cleaned_data["numbers"]
        cases, unknown = queries.by_numbers(request.user, text)
        if unknown:
            message = gettext("Not found: %(numbers)s")
            told = "、".join(unknown[:20])
            raise actions.LearningRefused(message % {"numbers": told}, "numbers")
        count = actions.add_cases(problem, cases, actor=request.user, at=at)
        said = gettext("Complaints added: %(n)d")
        messages.info(request, said % {"n": count})

    hint = _("A complaint received since the closing opens the problem again.")
    return answered(
        request,
        form,
        write,
        title=_("Add complaints"),
        back=problem,
        hint="" if problem.is_open else hint,
    )


@require_POST
@access(sees="complaints", may=HANDLE)
def problem_case_remove(request: StaffRequest, pk: int, case: int) -> HttpResponse:
    problem = problem_of(request, pk)
    visible = Complaint.objects.visible_to(request.user)
    found = get_object_or_404(visible, pk=case)
    said_of(
        request,
        lambda at: actions.remove_case(problem, found, actor=request.user, at=at),
    )
    return redirect(problem)


@require_http_methods(_FORM)
@access(sees="complaints")
def problem_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    problem = problem_of(request, pk)
    asked = problem.machine.moves.get(move)
    if asked is None or move == "recur":
        raise Http404
    form = ReasonForm(posted(request))
    return answered(
        request,
        form,
        lambda at: actions.move_problem(
            problem, move, actor=request.user, at=at, note=form.cleaned_data["note"]
        ),
        title=asked.label,
        back=problem,
    )


@require_GET
@access(sees="complaints")
def problem_effect(request: StaffRequest, pk: int, side: str) -> HttpResponse:
    return effect_list(request, problem_of(request, pk), side)
