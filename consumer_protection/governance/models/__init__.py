"""The nouns of governance."""

from consumer_protection.governance.models.duty import Assignment, UnitDuty
from consumer_protection.governance.models.law import LawArticle
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
    "Assignment",
    "Attendance",
    "FollowUp",
    "LawArticle",
    "Meeting",
    "OrganMember",
    "PlanItem",
    "Policy",
    "PolicyVersion",
    "Proposal",
    "Reading",
    "SupervisionOpinion",
    "UnitDuty",
]
