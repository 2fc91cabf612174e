"""The nouns of governance."""

from consumer_protection.governance.models.duty import Assignment, UnitDuty
from consumer_protection.governance.models.law import LawArticle
from consumer_protection.governance.models.meeting import AgendaItem, Meeting
from consumer_protection.governance.models.organ import OrganMember
from consumer_protection.governance.models.plan_item import PlanItem
from consumer_protection.governance.models.planning import (
    CalendarFeed,
    CommitmentLetter,
    Drill,
    Duty,
    DutyRule,
    EmergencyPlan,
    Incident,
    IncidentReport,
    PlanProblem,
    Screening,
    Submission,
)
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
    "CalendarFeed",
    "CommitmentLetter",
    "Drill",
    "Duty",
    "DutyRule",
    "EmergencyPlan",
    "FollowUp",
    "Incident",
    "IncidentReport",
    "LawArticle",
    "Meeting",
    "OrganMember",
    "PlanItem",
    "PlanProblem",
    "Policy",
    "PolicyVersion",
    "Proposal",
    "Reading",
    "Screening",
    "Submission",
    "SupervisionOpinion",
    "UnitDuty",
]
