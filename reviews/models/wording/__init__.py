"""The nouns of the wording check."""

from reviews.models.wording.check import WordingCheck
from reviews.models.wording.exception import WordingException
from reviews.models.wording.rule import WordingRule

__all__ = ["WordingCheck", "WordingException", "WordingRule"]
