"""The nouns of complaints."""

from complaints.models.case_run import CaseRun, CaseRunLine
from complaints.models.case_task import CaseTask
from complaints.models.case_urge import CaseUrge
from complaints.models.complaint import Complaint
from complaints.models.extension import Extension
from complaints.models.journal import JournalEntry
from complaints.models.learning import (
    CallAttempt,
    CallBack,
    CallQuestion,
    Problem,
    ProblemCase,
    Rectification,
    Sanction,
    SecondRound,
    SuggestionAnswer,
    TrainingSuggestion,
)
from complaints.models.letter import Letter
from complaints.models.representative import Representative
from complaints.models.routing_rule import RoutingRule

__all__ = [
    "CallAttempt",
    "CallBack",
    "CallQuestion",
    "CaseRun",
    "CaseRunLine",
    "CaseTask",
    "CaseUrge",
    "Complaint",
    "Extension",
    "JournalEntry",
    "Letter",
    "Problem",
    "ProblemCase",
    "Rectification",
    "Representative",
    "RoutingRule",
    "Sanction",
    "SecondRound",
    "SuggestionAnswer",
    "TrainingSuggestion",
]
