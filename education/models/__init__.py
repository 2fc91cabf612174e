"""The nouns of education."""

from education.models.activity import Activity, ActivityPhoto, Assignment
from education.models.campaign import Campaign
from education.models.publicity import Material, Publication
from education.models.service import ServiceRecord
from education.models.training import Training

__all__ = [
    "Activity",
    "ActivityPhoto",
    "Assignment",
    "Campaign",
    "Material",
    "Publication",
    "ServiceRecord",
    "Training",
]
