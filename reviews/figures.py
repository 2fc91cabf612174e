"""The only place where anything about reviews is counted."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import (
    AnyFigure,
    Breakdown,
    Figure,
    Ratio,
    Select,
    Source,
    by_code,
)
from consumer_protection.core.periods import Period
from reviews.models import Opinion, Review
from reviews.offers.figures import OFFER_FIGURES
from reviews.states import PASSING
from reviews.wording_figures import WORDING_HITS

REVIEWS = Source("reviews", Review, "concluded_on")


def _within(day: str, period: Period) -> Q:
    return Q(**{f"{day}__gte": period.start, f"{day}__lt": period.end})


def _dated(day: str, *conditions: Q, **more: Any) -> Select:
    """Records whose day lies in the period and that meet the conditions."""

    def select(records: Any, period: Period) -> Any:
        return records.filter(_within(day, period), *conditions, **more)

    return select


def _figure(name: str, label: Any, select: Select) -> Figure:
    return Figure(f"reviews.{name}", label, "项", REVIEWS, select)


def _opinions(name: str, label: Any, **more: Any) -> Figure:
    """Opinions count with the conclusion of their review; a withdrawn one has none."""
    select = _dated("review__concluded_on", ~Q(review__conclusion="withdrawn"), **more)
    return Figure(f"reviews.{name}", label, "条", REVIEWS, select, noun=Opinion)


# A draft, also one that was given up, was never handed in.
_HANDED_IN = Q(requested_by=None) | Q(submitted_at__isnull=False)
_CONCLUDED = ~Q(conclusion="withdrawn")
_REVIEWED_BEFORE = Q(concluded_on__lte=F("launched_on"), conclusion__in=PASSING)

CONCLUDED = _figure(
    "concluded", _("Reviews concluded"), _dated("concluded_on", _CONCLUDED)
)
OPINIONS = _opinions("opinions", _("Review opinions"))
ADOPTED = _opinions("opinions_adopted", _("Opinions adopted"), adoption="adopted")
LAUNCHED = _figure("launched", _("Items launched"), _dated("launched_on"))
REVIEWED_LAUNCHES = _figure(
    "launched_after_review",
    _("Items launched after review"),
    _dated("launched_on", _REVIEWED_BEFORE),
)

FIGURES: dict[str, AnyFigure] = by_code(
    [
        _figure(
            "submitted", _("Reviews submitted"), _dated("submitted_on", _HANDED_IN)
        ),
        CONCLUDED,
        Breakdown(
            "reviews.concluded.by_kind",
            _("Reviews concluded by kind"),
            CONCLUDED,
            F("kind"),
            "review_kind",
        ),
        _figure(
            "passed", _("Reviews passed"), _dated("concluded_on", conclusion="pass")
        ),
        _figure(
            "passed_with_change",
            _("Reviews passed with changes"),
            _dated("concluded_on", conclusion="pass_with_change"),
        ),
        _figure(
            "rejected",
            _("Reviews not passed"),
            _dated("concluded_on", conclusion="reject"),
        ),
        OPINIONS,
        ADOPTED,
        _opinions(
            "opinions_partly_adopted", _("Opinions partly adopted"), adoption="partly"
        ),
        _opinions(
            "opinions_not_adopted", _("Opinions not adopted"), adoption="not_adopted"
        ),
        Ratio(
            "reviews.adoption_rate", _("Adoption rate of opinions"), ADOPTED, OPINIONS
        ),
        LAUNCHED,
        REVIEWED_LAUNCHES,
        _figure(
            "launched_without_review",
            _("Items launched without review"),
            _dated("launched_on", ~_REVIEWED_BEFORE | Q(concluded_on=None)),
        ),
        Ratio(
            "reviews.coverage_rate", _("Review coverage"), REVIEWED_LAUNCHES, LAUNCHED
        ),
        *OFFER_FIGURES,
        WORDING_HITS,
    ]
)
