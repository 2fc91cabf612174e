"""What is offered to customers: products, fees, partners, and the looks at them."""

from reviews.models.offers.fee_display import FeeDisplay
from reviews.models.offers.fee_item import GOVERNED, FeeItem
from reviews.models.offers.partner import Partner
from reviews.models.offers.partner_review import PartnerReview
from reviews.models.offers.product import Product
from reviews.models.offers.product_stage import ProductStage
from reviews.models.offers.relief_measure import ReliefMeasure
from reviews.models.offers.watching import (
    FollowUp,
    MonitoringCheck,
    PostLaunchEvaluation,
    ProductAdjustment,
    Rectification,
    SuitabilityCheck,
)

__all__ = [
    "GOVERNED",
    "FeeDisplay",
    "FeeItem",
    "FollowUp",
    "MonitoringCheck",
    "Partner",
    "PartnerReview",
    "PostLaunchEvaluation",
    "Product",
    "ProductAdjustment",
    "ProductStage",
    "Rectification",
    "ReliefMeasure",
    "SuitabilityCheck",
]
