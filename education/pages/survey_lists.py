"""The list of surveys and the page of one with its results."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Shown
from education import filters, ledgers, tables
from education.figures import FIGURES
from education.models import Survey
from education.queries import surveys
from education.states import LOG


def _show(survey: Survey) -> Shown:
    status = label("survey_status", survey.status)
    is_over = survey.status == "closed"
    return shown(ledgers.SURVEYS, survey, _("Survey"), status=status, is_ended=is_over)


def _more(survey: Survey, user: User) -> dict[str, Any]:
    found = surveys.results(survey, user)
    return {
        "survey": survey,
        "found": found,
        "low": surveys.low(survey, user),
        "may_log": user.scope.allows(LOG),
        "may_keep": user.scope.allows(KEEP),
    }


def _acts(survey: Survey, user: User) -> list[Act]:
    acts: list[Act] = []
    own = [survey.pk]
    if not survey.lives_here:
        return acts
    for move in survey.next_moves(user):
        door = reverse("education:survey_move", args=[survey.pk, move.name])
        why_not = str(getattr(survey, move.guard)(user)) if move.guard else ""
        acts.append(Act(move.label, door, is_main=not acts, why_not=why_not))
    if survey.status != "closed" and user.scope.allows(KEEP):
        acts.append(
            Act(_("Change the survey"), reverse("education:survey_edit", args=own))
        )
    if survey.status == "draft" and user.scope.allows(KEEP):
        add = reverse("education:survey_question_add", args=own)
        acts.append(Act(_("Add a question"), add, "plus"))
    if survey.status == "open":
        sheet = reverse("education:survey_poster", args=own)
        acts.append(Act(_("Sheet with the code"), sheet, "report"))
    return acts


def _list_acts(user: User) -> list[Act]:
    acts = [Act(_("Surveys now"), reverse("education:survey_tasks"), "list")]
    if user.scope.allows(KEEP):
        plan = reverse("education:survey_plan")
        acts.append(Act(_("Plan a survey"), plan, "plus", is_main=True))
    return acts


SURVEYS = Register(
    noun=Survey,
    label=_("Surveys"),
    subject="education",
    table=tables.SurveyTable,
    filterset=filters.SurveyFilter,
    show=_show,
    order=("-starts_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="surveys",
    writes=KEEP,
    keeps=KEEP,
    page="education/survey.html",
    more=_more,
    acts=_acts,
    list_acts=_list_acts,
)
