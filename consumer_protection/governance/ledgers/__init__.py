"""The ledgers of governance."""

from consumer_protection.governance.ledgers.meetings import MEETINGS
from consumer_protection.governance.ledgers.plan_items import PLAN_ITEMS
from consumer_protection.governance.ledgers.policies import POLICIES

__all__ = ["MEETINGS", "PLAN_ITEMS", "POLICIES"]
