"""Kept wording checks for programs, read only."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from consumer_protection.core.api.resources import Resource
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import Coded, Day, Text, UnitName, Whole
from consumer_protection.core.scope import Asker
from reviews.figures import FIGURES
from reviews.models import WordingCheck
from reviews.wording_tables import CheckFilter


def _kept(asker: Asker) -> QuerySet[WordingCheck]:
    visible = WordingCheck.objects.visible_to(asker).select_related("unit", "review")
    return visible.order_by("-pk")


def _read(one: WordingCheck) -> dict[str, Any]:
    fields = (
        "title",
        "unit",
        "medium",
        "checked_on",
        "hit_count",
        "block_count",
        "omission_count",
    )
    return {name: getattr(one, name) for name in fields}


KEPT = Resource(
    kind="kept-wording-checks",
    label=gettext_lazy("Wording checks"),
    noun=WordingCheck,
    columns=(
        Column("title", ("材料",), Text(300)),
        Column("unit", ("机构",), UnitName()),
        Column("medium", ("媒介",), Coded("marketing_medium")),
        Column("checked_on", ("检查日期",), Day()),
        Column("hit_count", ("命中数",), Whole()),
        Column("block_count", ("禁用命中数",), Whole()),
        Column("omission_count", ("缺失要素数",), Whole()),
    ),
    records=_kept,
    read=_read,
    filterset=CheckFilter,
    figures=FIGURES,
    is_moved=False,
)
