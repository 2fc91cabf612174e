"""The nouns of what is learnt from complaints."""

from complaints.models.learning.call_back import CallAttempt, CallBack, SecondRound
from complaints.models.learning.call_question import CallQuestion
from complaints.models.learning.problem import Problem, ProblemCase
from complaints.models.learning.rectification import Rectification
from complaints.models.learning.sanction import Sanction
from complaints.models.learning.suggestion_answer import SuggestionAnswer
from complaints.models.learning.training_suggestion import TrainingSuggestion

__all__ = [
    "CallAttempt",
    "CallBack",
    "CallQuestion",
    "Problem",
    "ProblemCase",
    "Rectification",
    "Sanction",
    "SecondRound",
    "SuggestionAnswer",
    "TrainingSuggestion",
]
