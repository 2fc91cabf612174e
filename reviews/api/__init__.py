"""Reviews for programs, and the opinions given in them."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.api.resources import Resource, of_ledger
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.parsers import Day, Text
from consumer_protection.core.scope import Asker
from reviews.api.files import Materials, Released
from reviews.api.opinions import (
    Answers,
    Checklist,
    Decisions,
    Opinions,
    Request,
    Risk,
)
from reviews.figures import FIGURES
from reviews.filters import OpinionFilter, ReviewFilter
from reviews.ledgers import OPINIONS as OPINION_LEDGER
from reviews.ledgers import REVIEWS as LEDGER
from reviews.models import Opinion

REVIEWS = of_ledger(
    LEDGER,
    ReviewFilter,
    writes="records.keep",
    adds="reviews.submit",
    keeps="records.keep",
    figures=FIGURES,
    told=(
        Column("due_on", ("审查期限",), Day(future=True)),
        Column("letter_number", ("意见书文号",), Text(80)),
    ),
    parts={
        "request": Request,
        "materials": Materials,
        "checklist": Checklist,
        "opinions": Opinions,
        "answers": Answers,
        "decisions": Decisions,
        "risk": Risk,
        "release": Released,
    },
)


def _opinions(asker: Asker) -> QuerySet[Opinion]:
    visible = Opinion.objects.visible_to(asker).select_related("review")
    return visible.order_by("review__number", "sequence")


OPINIONS = Resource(
    kind="review-opinions",
    label=_("Review opinions"),
    noun=Opinion,
    columns=OPINION_LEDGER.columns,
    records=_opinions,
    read=OPINION_LEDGER.read,
    filterset=OpinionFilter,
    figures=FIGURES,
)
