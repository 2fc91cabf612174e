"""The nouns of what comes after an answer, or instead of one."""

from complaints.models.after.mediation import Mediation
from complaints.models.after.owed import (
    OwedLetter,
    lacking_letter,
    late_letter,
    letter_due_on,
    owed_letter,
)
from complaints.models.after.recheck import Recheck

__all__ = [
    "Mediation",
    "OwedLetter",
    "Recheck",
    "lacking_letter",
    "late_letter",
    "letter_due_on",
    "owed_letter",
]
