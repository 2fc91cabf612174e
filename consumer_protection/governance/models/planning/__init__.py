"""The nouns of plans, duties to superiors, emergencies and conduct."""

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

__all__ = [
    "CalendarFeed",
    "CommitmentLetter",
    "Drill",
    "Duty",
    "DutyRule",
    "EmergencyPlan",
    "Incident",
    "IncidentReport",
    "PlanProblem",
    "Screening",
    "Submission",
]
