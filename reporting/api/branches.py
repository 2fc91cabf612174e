"""Scores of branches for programs, read only."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from consumer_protection.core.api.resources import Resource
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import Day, Money, Text, UnitName
from consumer_protection.core.scope import Asker
from reporting.branch_figures import FIGURES
from reporting.models import BranchScore
from reporting.ranking.tables import BranchScoreFilter


def _scores(asker: Asker) -> QuerySet[BranchScore]:
    visible = BranchScore.objects.visible_to(asker).select_related("unit", "round")
    return visible.order_by("round__quarter", "pk")


def _read(score: BranchScore) -> dict[str, Any]:
    return {
        "unit": score.unit,
        "quarter": score.round.quarter,
        "total": score.total,
        "coefficient": score.coefficient,
        "reviewed_on": score.reviewed_on,
        "published_on": score.round.published_on,
    }


BRANCH_SCORES = Resource(
    kind="branch-scores",
    label=gettext_lazy("Branch scores"),
    noun=BranchScore,
    columns=(
        Column("unit", ("网点",), UnitName()),
        Column("quarter", ("季度",), Text(6)),
        Column("total", ("得分",), Money()),
        Column("coefficient", ("绩效系数",), Money()),
        Column("reviewed_on", ("复核日期",), Day()),
        Column("published_on", ("公布日期",), Day()),
    ),
    records=_scores,
    read=_read,
    filterset=BranchScoreFilter,
    figures=FIGURES,
    is_moved=False,
)
