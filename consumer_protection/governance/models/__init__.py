"""The nouns of governance."""

from consumer_protection.governance.models.meeting import AgendaItem, Meeting
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

__all__ = [
    "AgendaItem",
    "CalendarFeed",
    "CommitmentLetter",
    "Drill",
    "Duty",
    "DutyRule",
    "EmergencyPlan",
    "Incident",
    "IncidentReport",
    "Meeting",
    "PlanItem",
    "PlanProblem",
    "Policy",
    "PolicyVersion",
    "Screening",
    "Submission",
]
