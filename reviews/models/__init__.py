"""The nouns of reviews."""

from reviews.models.opinion import Opinion
from reviews.models.review import Review
from reviews.models.wording import WordingCheck, WordingException, WordingRule

__all__ = ["Opinion", "Review", "WordingCheck", "WordingException", "WordingRule"]
