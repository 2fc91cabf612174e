"""The ledgers of reviews as people keep them."""

from reviews.ledgers.opinions import OPINIONS
from reviews.ledgers.requests import REVIEWS

__all__ = ["OPINIONS", "REVIEWS"]
