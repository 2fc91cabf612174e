"""The looks at what is sold, while it is sold and after, and what they led to."""

from reviews.models.offers.watching.follow_up import FollowUp
from reviews.models.offers.watching.monitoring_check import MonitoringCheck
from reviews.models.offers.watching.post_launch_evaluation import PostLaunchEvaluation
from reviews.models.offers.watching.product_adjustment import ProductAdjustment
from reviews.models.offers.watching.rectification import Rectification
from reviews.models.offers.watching.suitability_check import SuitabilityCheck

__all__ = [
    "FollowUp",
    "MonitoringCheck",
    "PostLaunchEvaluation",
    "ProductAdjustment",
    "Rectification",
    "SuitabilityCheck",
]
