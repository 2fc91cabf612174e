"""Problems the institution found, which become items of the next year."""

from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import answered, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Shown
from consumer_protection.governance import ledgers
from consumer_protection.governance.models import PlanItem, PlanProblem
from consumer_protection.governance.planning import filters, forms, plan_work, tables


def _show(problem: PlanProblem) -> Shown:
    rows = (
        [(problem.item.year, problem.item.task, problem.item.due_on)]
        if problem.item
        else []
    )
    columns = (_("Plan year"), _("Task"), _("Planned completion"))
    return shown(
        ledgers.PLAN_PROBLEMS,
        problem,
        _("Problem found"),
        is_ended=problem.item_id is not None,
        listings=(Listing(_("In the next plan"), columns, rows),),
    )


def _acts(problem: PlanProblem, user: User) -> list[Act]:
    if problem.item_id or not user.scope.allows(KEEP):
        return []
    url = reverse("governance:planproblem_take", args=[problem.pk])
    return [Act(_("Put into the next plan"), url, "plus", is_main=True)]


PLAN_PROBLEMS = Register(
    noun=PlanProblem,
    label=_("Problems found"),
    subject="governance",
    table=tables.PlanProblemTable,
    filterset=filters.PlanProblemFilter,
    show=_show,
    order=("-year", "-pk"),
    related=("unit", "item"),
    ledger="plan_problems",
    writes=KEEP,
    keeps=KEEP,
    acts=_acts,
)


@require_http_methods(["GET", "POST"])
@access(sees="governance", may=KEEP)
def planproblem_take(request: StaffRequest, pk: int) -> HttpResponse:
    problem = get_object_or_404(PLAN_PROBLEMS.visible_to(request.user), pk=pk)
    if problem.item_id:
        raise Http404
    form = forms.TakeProblemForm(
        posted(request),
        initial={"due_on": date(problem.year + 1, 12, 31), "plan_kind": "cp_plan"},
    )

    def write(at: datetime) -> PlanItem:
        told = form.cleaned_data
        return plan_work.take_problem(
            problem, told["plan_kind"], told["due_on"], actor=request.user, at=at
        )

    title = _("Put into the next plan")
    return answered(request, form, write, title=title, back=problem)
