"""The list of branch scores and the page of one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from reporting.branch_figures import FIGURES
from reporting.models import BranchScore
from reporting.ranking import actions, scoring
from reporting.ranking.tables import BranchScoreFilter, BranchScoreTable


def _show(score: BranchScore) -> Shown:
    facts = (
        (_("Branch"), score.unit.name),
        (_("Quarter"), score.round.quarter),
        (_("Total"), score.total),
        (_("Pay coefficient"), score.coefficient),
        (_("Handed in by"), score.submitted_by),
        (_("Reviewed by"), score.reviewed_by),
        (_("Reviewed on"), score.reviewed_on),
        (_("Appeal until"), score.appeal_until),
        (_("Appeal"), score.appeal),
        (_("Answer to the appeal"), score.answer),
    )
    return Shown(
        title=str(score),
        status=label("branchscore_status", score.status),
        is_ended=score.is_locked,
        sections=(Section(_("Branch score"), facts),),
    )


def _more(score: BranchScore, user: User) -> dict[str, object]:
    return {
        "card": scoring.card_of(score, user, timezone.now()),
        "may_give": actions.may_give(score, user),
        "is_own": score.is_own(user),
    }


def _acts(score: BranchScore, user: User) -> list[Act]:
    own = [score.pk]
    acts = [
        Act(
            move.label,
            reverse("reporting:branchscore_move", args=[score.pk, move.name]),
            is_main=move.name in ("submit", "review", "lock"),
            why_not=str(getattr(score, move.guard)(user)),
        )
        for move in score.next_moves(user)
    ]
    acts.append(Act(_("Ranking"), score.round.get_absolute_url(), "list"))
    for form, name in (("pdf", "PDF"), ("docx", "Word")):
        paper = reverse("reporting:branchscore_paper", args=[*own, form])
        text = gettext("Result (%(form)s)") % {"form": name}
        acts.append(Act(text, paper, "report", group=_("Papers")))
    return acts


def _list_acts(user: User) -> list[Act]:
    return [Act(_("Branch assessments"), reverse("reporting:branch_rounds"), "list")]


SCORES = Register(
    noun=BranchScore,
    label=_("Branch scores"),
    subject="audits",
    table=BranchScoreTable,
    filterset=BranchScoreFilter,
    show=_show,
    order=("-round__quarter", "unit__code"),
    related=("round__root", "unit", "submitted_by", "reviewed_by"),
    figures=FIGURES,
    keeps=actions.BRANCH,
    acts=_acts,
    list_acts=_list_acts,
    page="reporting/ranking/score.html",
    more=_more,
)
