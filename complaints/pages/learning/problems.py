"""The list of problems behind complaints, and the page of one."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.learning import queries
from complaints.learning.filters import ProblemFilter
from complaints.learning.tables import ProblemTable
from complaints.models import Complaint, Problem, Rectification
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

HANDLE = "complaints.handle"


def _show(problem: Problem) -> Shown:
    facts = (
        (_("Problem"), pii.mask_text(problem.title)),
        (_("Root cause"), label("problem_cause", problem.root_cause)),
        (_("Owner unit"), problem.unit),
        (_("What goes wrong"), pii.mask_text(problem.description)),
        (_("Occurred from"), problem.occurred_from),
        (_("Occurred until"), problem.occurred_to),
        (_("Put on record on"), problem.opened_on),
        (_("Put on record by"), problem.opened_by),
        (_("Closed on"), problem.closed_on),
    )
    pattern = (
        (_("Business category"), label("business_category", problem.category)),
        (_("Cause"), label("cause", problem.cause)),
        (_("Unit complained of"), problem.pattern_unit),
    )
    return Shown(
        title=f"{problem.number} {pii.mask_text(problem.title)}",
        status=label("problem_status", problem.status),
        is_ended=not problem.is_open,
        sections=(
            Section(_("Problem"), facts),
            Section(_("Complaints of the same problem"), pattern),
        ),
    )


def _acts(problem: Problem, user: User) -> list[Act]:
    found = [
        Act(
            move.label, reverse("complaints:problem_move", args=[problem.pk, move.name])
        )
        for move in problem.machine.open_to(user, problem.status)
        if move.name != "recur"
    ]
    if not user.scope.allows(HANDLE):
        return found
    add = reverse("complaints:problem_cases", args=[problem.pk])
    found.append(Act(_("Add complaints"), add, "plus", is_main=True))
    if problem.is_open:
        own = [problem.pk]
        mend = reverse("complaints:problem_rectify", args=own)
        found.append(Act(_("Set a rectification"), mend))
        found.append(Act(_("Edit"), reverse("complaints:problem_edit", args=own)))
    if user.scope.allows("sanctions.keep"):
        hold = reverse("complaints:problem_sanction", args=[problem.pk])
        found.append(Act(_("Record a sanction"), hold))
    return found


def _list_acts(user: User) -> list[Act]:
    found = [Act(_("Learning"), reverse("complaints:learning"))]
    if user.scope.allows(HANDLE):
        url = reverse("complaints:problem_add")
        found.append(Act(_("New problem"), url, "plus", is_main=True))
    return found


class _Problems(Register):
    """With the counts its list shows."""

    def visible_to(self, user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = (
            super()
            .visible_to(user)
            .annotate(
                case_count=Count("cases"),
                recurrence_count=Count("cases", filter=Q(cases__is_recurrence=True)),
            )
        )
        return found


PROBLEMS = _Problems(
    noun=Problem,
    label=_("Problems behind complaints"),
    subject="complaints",
    table=ProblemTable,
    filterset=ProblemFilter,
    show=_show,
    order=("-opened_on", "-number"),
    related=("unit", "pattern_unit", "opened_by"),
    keeps=HANDLE,
    acts=_acts,
    list_acts=_list_acts,
)


def beside(problem: Problem, user: User) -> dict[str, object]:
    """The complaints of it that the asker sees, the work, the effect."""
    cases = Complaint.objects.visible_to(user).filter(problems=problem)
    recurred = problem.cases.filter(is_recurrence=True)
    work = Rectification.objects.visible_to(user).filter(problem=problem)
    shown = list(cases.select_related("unit").order_by("-received_on", "-number"))
    may_remove = problem.is_open and user.scope.allows(HANDLE)
    return {
        "cases": shown,
        "unseen": problem.case_count - len(shown),  # type: ignore[attr-defined]
        "recurred": set(recurred.values_list("complaint_id", flat=True)),
        "remove_url": "complaints:problem_case_remove" if may_remove else "",
        "rectifications": work.select_related("unit", "person").order_by("due_on"),
        "effect": queries.effect(problem, user, timezone.localdate()),
        "effect_url": "complaints:problem_effect",
    }
