"""The materials of a request, in versions."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, trail
from consumer_protection.core.models import User
from reviews import states, texts
from reviews.doing.holding import ReviewRefused, allow, hold, refuse
from reviews.models import Material, MaterialText, Review

MOST_MATERIALS = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be reviewed; with the name of one that is there, its next version."""

    upload: attachments.Upload
    name: str = ""


@transaction.atomic
def add_material(
    review: Review, paper: Paper, *, actor: User, at: datetime
) -> Material:
    """Keep a version beside those before it. Raises ReviewRefused, MoveRefused,
    FileUnfit; then nothing is kept."""
    hold(review, actor)
    allow(actor, states.SUBMIT)
    refuse(review.why_not_department(actor))
    if not review.lives_here or review.status not in states.CHANGEABLE:
        raise ReviewRefused(_("The material stands as it is being reviewed."))
    upload = paper.upload
    name = (paper.name or PurePath(upload.name).stem).strip()[:100]
    versions = review.materials.filter(name=name).order_by("-version")
    last = versions.first()
    digest = hashlib.sha256(upload.content).hexdigest()
    if last is not None and last.sha256 == digest:
        raise ReviewRefused(_("This is the version that is there already."))
    if review.materials.count() >= MOST_MATERIALS:
        raise ReviewRefused(_("There are too many files: withdraw and begin anew."))
    kept = attachments.attach(
        review, upload, unit_id=review.unit_id, actor=actor, at=at
    )
    material = Material.objects.create(
        review=review,
        name=name,
        version=last.version + 1 if last else 1,
        sha256=kept.sha256,
        size=kept.size,
        file=kept,
        uploaded_by=actor,
        uploaded_at=at,
    )
    if text := texts.read_text(upload):
        MaterialText.objects.create(material=material, text=text)
    trail.record(material, "added", actor=actor, at=at)
    return material
