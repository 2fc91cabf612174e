"""The nouns of education."""

from education.models.campaign import Campaign
from education.models.training import Training

__all__ = ["Campaign", "Training"]
