"""The nouns of reviews."""

from reviews.models import offers
from reviews.models.opinion import Opinion
from reviews.models.review import Review

__all__ = ["Opinion", "Review", "offers"]
