"""The ledgers of education."""

from education.ledgers.campaigns import CAMPAIGNS
from education.ledgers.trainings import TRAININGS

__all__ = ["CAMPAIGNS", "TRAININGS"]
