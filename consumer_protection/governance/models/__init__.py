"""The nouns of governance."""

from consumer_protection.governance.models.duty import Assignment, UnitDuty
from consumer_protection.governance.models.law import LawArticle
from consumer_protection.governance.models.meeting import AgendaItem, Meeting
from consumer_protection.governance.models.organ import OrganMember
from consumer_protection.governance.models.plan_item import PlanItem
from consumer_protection.governance.models.planning.conduct import (
    CommitmentLetter,
    PlanProblem,
    Screening,
)
from consumer_protection.governance.models.planning.duty import (
    CalendarFeed,
    Duty,
    DutyRule,
    Submission,
)
from consumer_protection.governance.models.planning.emergency import (
    Drill,
    EmergencyPlan,
    Incident,
    IncidentReport,
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
