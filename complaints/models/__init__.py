"""The nouns of complaints."""

from complaints.models.call_back import CallAttempt, CallBack, SecondRound
from complaints.models.call_question import CallQuestion
from complaints.models.case_task import CaseTask
from complaints.models.case_urge import CaseUrge
from complaints.models.complaint import Complaint
from complaints.models.extension import Extension
from complaints.models.journal import JournalEntry
from complaints.models.letter import Letter
from complaints.models.problem import Problem, ProblemCase
from complaints.models.rectification import Rectification
from complaints.models.representative import Representative
from complaints.models.routing_rule import RoutingRule
from complaints.models.sanction import Sanction
from complaints.models.suggestion_answer import SuggestionAnswer
from complaints.models.training_suggestion import TrainingSuggestion

__all__ = [
    "CallAttempt",
    "CallBack",
    "CallQuestion",
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
