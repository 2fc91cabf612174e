"""The ledgers of governance."""

from consumer_protection.governance.ledgers.conduct import (
    COMMITMENT_LETTERS,
    PLAN_PROBLEMS,
    SCREENINGS,
)
from consumer_protection.governance.ledgers.duties import DUTIES, DUTY_RULES
from consumer_protection.governance.ledgers.emergency import (
    DRILLS,
    EMERGENCY_PLANS,
    INCIDENTS,
)
from consumer_protection.governance.ledgers.meetings import MEETINGS
from consumer_protection.governance.ledgers.plan_items import PLAN_ITEMS
from consumer_protection.governance.ledgers.policies import POLICIES

__all__ = [
    "COMMITMENT_LETTERS",
    "DRILLS",
    "DUTIES",
    "DUTY_RULES",
    "EMERGENCY_PLANS",
    "INCIDENTS",
    "MEETINGS",
    "PLAN_ITEMS",
    "PLAN_PROBLEMS",
    "POLICIES",
    "SCREENINGS",
]
