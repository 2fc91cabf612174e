"""The ledgers of education."""

from education.ledgers.activities import ACTIVITIES
from education.ledgers.campaigns import CAMPAIGNS
from education.ledgers.publicity import MATERIALS, PUBLICATIONS
from education.ledgers.questions import QUESTIONS
from education.ledgers.service import SERVICE_RECORDS
from education.ledgers.surveys import SURVEYS
from education.ledgers.trainings import TRAININGS
from education.ledgers.typical_cases import TYPICAL_CASES

__all__ = [
    "ACTIVITIES",
    "CAMPAIGNS",
    "MATERIALS",
    "PUBLICATIONS",
    "QUESTIONS",
    "SERVICE_RECORDS",
    "SURVEYS",
    "TRAININGS",
    "TYPICAL_CASES",
]
