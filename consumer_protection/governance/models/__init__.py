"""The nouns of governance."""

from consumer_protection.governance.models.meeting import AgendaItem, Meeting
from consumer_protection.governance.models.plan_item import PlanItem
from consumer_protection.governance.models.policy import Policy, PolicyVersion

__all__ = ["AgendaItem", "Meeting", "PlanItem", "Policy", "PolicyVersion"]
