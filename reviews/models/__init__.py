"""The nouns of reviews."""

from reviews.models import offers
from reviews.models.opinion import Opinion
from reviews.models.request import (
    CheckItem,
    Checkpoint,
    LaunchCheck,
    Material,
    MaterialText,
    Release,
)
from reviews.models.review import Review, passed_reviews
from reviews.models.wording import WordingCheck, WordingException, WordingRule

__all__ = [
    "CheckItem",
    "Checkpoint",
    "LaunchCheck",
    "Material",
    "MaterialText",
    "Opinion",
    "Release",
    "Review",
    "WordingCheck",
    "WordingException",
    "WordingRule",
    "passed_reviews",
    "offers",
]
