"""What is counted of products, fees, partners and the looks at them."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import (
    AnyFigure,
    Breakdown,
    Figure,
    Ratio,
    Select,
    Source,
)
from consumer_protection.core.periods import Period
from reviews.models.offers import (
    FeeItem,
    MonitoringCheck,
    Partner,
    PostLaunchEvaluation,
    SuitabilityCheck,
)

FEES = Source("fee_items", FeeItem, "effective_from")
PARTNERS = Source("partners", Partner, "entered_on")
CHECKS = Source("monitoring_checks", MonitoringCheck, "checked_on")
EVALUATIONS = Source("post_launch_evaluations", PostLaunchEvaluation, "evaluated_on")
SAMPLES = Source("suitability_checks", SuitabilityCheck, "checked_on")


def _within(day: str) -> Select:
    def select(records: Any, period: Period) -> Any:
        within = {f"{day}__gte": period.start, f"{day}__lt": period.end}
        return records.filter(**within)

    return select


def _in_force(records: Any, period: Period) -> Any:
    return records.in_force_on(period.stock_day)


def _preferential(records: Any, period: Period) -> Any:
    return records.preferential_on(period.stock_day)


def _active(records: Any, period: Period) -> Any:
    return records.active_on(period.stock_day)


def _sampled(name: str, label: Any, total: str) -> Figure:
    select = _within("checked_on")
    return Figure(f"reviews.{name}", label, "笔", SAMPLES, select, total=total)


FEE_ITEMS = Figure("reviews.fee_items", _("Fees in force"), "项", FEES, _in_force)

OFFER_FIGURES: tuple[AnyFigure, ...] = (
    Figure(
        "reviews.monitoring_checks",
        _("Monitoring checks"),
        "次",
        CHECKS,
        _within("checked_on"),
    ),
    Figure(
        "reviews.post_launch_evaluations",
        _("Post-launch evaluations"),
        "次",
        EVALUATIONS,
        _within("evaluated_on"),
    ),
    Ratio(
        "reviews.suitability_rate",
        _("Sampled sales that were fit"),
        _sampled("suitability_passed", _("Of these fit"), "passed"),
        _sampled("suitability_sampled", _("Sales sampled"), "sampled"),
    ),
    FEE_ITEMS,
    Breakdown(
        "reviews.fee_items.by_price_type",
        _("Fees in force by price type"),
        FEE_ITEMS,
        F("price_type"),
        "price_type",
    ),
    Figure(
        "reviews.fee_preferential",
        _("Fees with a preferential policy"),
        "项",
        FEES,
        _preferential,
    ),
    Figure("reviews.partners", _("Partners on the list"), "家", PARTNERS, _active),
)
