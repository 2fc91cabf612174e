"""The nouns of governance."""

from consumer_protection.governance.models.meeting import AgendaItem, Meeting
from consumer_protection.governance.models.organ import OrganMember
from consumer_protection.governance.models.plan_item import PlanItem
from consumer_protection.governance.models.policy import Policy, PolicyVersion
from consumer_protection.governance.models.proposal import (
    Attendance,
    FollowUp,
    Proposal,
    SupervisionOpinion,
)
from consumer_protection.governance.models.reading import Reading

__all__ = [
    "AgendaItem",
    "Attendance",
    "FollowUp",
    "Meeting",
    "OrganMember",
    "PlanItem",
    "Policy",
    "PolicyVersion",
    "Proposal",
    "Reading",
    "SupervisionOpinion",
]
