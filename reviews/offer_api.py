"""Offers for programs: the rows of their ledgers."""

from typing import Any

from consumer_protection.core.api.resources import Resource, of_ledger
from reviews.figures import FIGURES
from reviews.offers import filters, ledgers, watching_filters

_KEEP, _WATCH = "records.keep", "monitoring.keep"


def _of(ledger: Any, filterset: type[Any], writes: str = _KEEP) -> Resource:
    return of_ledger(ledger, filterset, writes=writes, keeps=writes, figures=FIGURES)


PRODUCTS = _of(ledgers.PRODUCTS, filters.ProductFilter)
ADJUSTMENTS = _of(ledgers.ADJUSTMENTS, watching_filters.AdjustmentFilter)
FEE_ITEMS = _of(ledgers.FEE_ITEMS, filters.FeeItemFilter)
RELIEF = _of(ledgers.RELIEF, filters.ReliefFilter)
DISPLAYS = _of(ledgers.DISPLAYS, filters.DisplayFilter, _WATCH)
PARTNERS = _of(ledgers.PARTNERS, filters.PartnerFilter)
PARTNER_REVIEWS = _of(ledgers.PARTNER_REVIEWS, filters.PartnerReviewFilter)
CHECKS = _of(ledgers.CHECKS, watching_filters.MonitoringFilter, _WATCH)
EVALUATIONS = _of(ledgers.EVALUATIONS, watching_filters.EvaluationFilter)
SUITABILITY = _of(ledgers.SUITABILITY, watching_filters.SuitabilityFilter, _WATCH)
FOLLOW_UPS = _of(ledgers.FOLLOW_UPS, watching_filters.FollowUpFilter, _WATCH)
