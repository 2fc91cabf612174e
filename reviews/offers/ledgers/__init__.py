"""The ledgers of what is offered to customers."""

from reviews.offers.ledgers.fees import DISPLAYS, FEE_ITEMS, RELIEF
from reviews.offers.ledgers.partners import PARTNER_REVIEWS, PARTNERS
from reviews.offers.ledgers.products import ADJUSTMENTS, PRODUCTS
from reviews.offers.ledgers.watching import (
    CHECKS,
    EVALUATIONS,
    FOLLOW_UPS,
    SUITABILITY,
)

__all__ = [
    "ADJUSTMENTS",
    "CHECKS",
    "DISPLAYS",
    "EVALUATIONS",
    "FEE_ITEMS",
    "FOLLOW_UPS",
    "PARTNERS",
    "PARTNER_REVIEWS",
    "PRODUCTS",
    "RELIEF",
    "SUITABILITY",
]
