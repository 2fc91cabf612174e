"""The nouns of education."""

from education.models.activity import Activity, ActivityPhoto, Assignment
from education.models.campaign import Campaign
from education.models.exam import Exam, Question, Seat
from education.models.publicity import Material, Publication
from education.models.service import ServiceRecord
from education.models.survey import Survey
from education.models.training import Attendance, Training
from education.models.typical_case import TypicalCase

__all__ = [
    "Activity",
    "ActivityPhoto",
    "Assignment",
    "Attendance",
    "Campaign",
    "Exam",
    "Material",
    "Publication",
    "Question",
    "Seat",
    "ServiceRecord",
    "Survey",
    "Training",
    "TypicalCase",
]
