"""Reviews for programs, and the opinions given in them."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.api.resources import Resource, of_ledger
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import Coded, Text, Whole
from consumer_protection.core.scope import Asker
from reviews.figures import FIGURES
from reviews.filters import OpinionFilter, ReviewFilter
from reviews.ledgers import REVIEWS as LEDGER
from reviews.models import Opinion

REVIEWS = of_ledger(
    LEDGER, ReviewFilter, writes="records.keep", keeps="records.keep", figures=FIGURES
)


def _opinions(asker: Asker) -> QuerySet[Opinion]:
    visible = Opinion.objects.visible_to(asker).select_related("review")
    return visible.order_by("review__number", "sequence")


def _read(opinion: Opinion) -> dict[str, Any]:
    return {
        "review": opinion.review.number,
        "sequence": opinion.sequence,
        "text": opinion.text,
        "adoption": opinion.adoption,
        "answer": opinion.answer,
    }


OPINIONS = Resource(
    kind="review-opinions",
    label=_("Review opinions"),
    noun=Opinion,
    columns=(
        Column("review", ("审查编号",), Text(40)),
        Column("sequence", ("意见序号",), Whole()),
        Column("text", ("审查意见",), Text()),
        Column("adoption", ("意见采纳情况",), Coded("opinion_adoption")),
        Column("answer", ("意见落实说明",), Text()),
    ),
    records=_opinions,
    read=_read,
    filterset=OpinionFilter,
    figures=FIGURES,
)
