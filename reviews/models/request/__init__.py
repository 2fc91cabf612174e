"""What hangs on a review: materials, checklist, release, checks after launch."""

from reviews.models.request.checkpoint import CheckItem, Checkpoint
from reviews.models.request.launch import LaunchCheck, Release
from reviews.models.request.material import Material, MaterialText

__all__ = [
    "CheckItem",
    "Checkpoint",
    "LaunchCheck",
    "Material",
    "MaterialText",
    "Release",
]
