"""The nouns of complaints."""

from complaints.models.after import (
    Mediation,
    OwedLetter,
    Recheck,
    lacking_letter,
    late_letter,
    letter_due_on,
    owed_letter,
)
from complaints.models.beside import (
    CaseRun,
    CaseRunLine,
    CaseTask,
    CaseUrge,
    JournalEntry,
)
from complaints.models.complaint import Complaint
from complaints.models.extension import Extension
from complaints.models.first_times import first_contact_by, first_reply_by
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
from complaints.models.letter import BLOCKS, Letter
from complaints.models.public_pages import OnlineFiling, OutletContact, PublicPages
from complaints.models.representative import Representative
from complaints.models.routing_rule import RoutingRule

__all__ = [
    "BLOCKS",
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
    "OnlineFiling",
    "OutletContact",
    "Problem",
    "ProblemCase",
    "PublicPages",
    "Mediation",
    "OwedLetter",
    "Recheck",
    "Rectification",
    "Representative",
    "RoutingRule",
    "Sanction",
    "SecondRound",
    "SuggestionAnswer",
    "TrainingSuggestion",
    "first_contact_by",
    "first_reply_by",
    "lacking_letter",
    "late_letter",
    "letter_due_on",
    "owed_letter",
]
