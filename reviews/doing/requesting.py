"""How a request comes about: drafts, materials in versions, moves."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, numbers, trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from reviews import states, texts
from reviews.actions import PREFIX, numbered
from reviews.doing.holding import ReviewRefused, allow, hold, refuse
from reviews.models import Material, MaterialText, Review

FIELDS = (
    "kind",
    "trigger",
    "origin",
    "title",
    "customers",
    "planned_on",
    "channels",
    "charges",
    "is_personal_loan",
    "is_new_product",
    "remark",
)
MOST_MATERIALS = 60


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to be reviewed; with the name of one that is there, its next version."""

    upload: attachments.Upload
    name: str = ""


def keep_request(
    uid: UUID, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Review:
    """A new draft, or the draft (or the returned request) of ``uid`` changed. The
    same form twice makes one. Raises ReviewRefused, MoveRefused."""
    try:
        with transaction.atomic():
            return _keep(uid, values, actor, at)
    except IntegrityError:
        # The same form came twice at once: the other one was first.
        own = Review.objects.filter(uid=uid, requested_by=actor)
        first: Review | None = own.first()
        if first is None:
            raise
        return first


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


@transaction.atomic
def move_review(
    review: Review,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Set what comes with a move, and make it; concluded today unless a day is given.
    Raises MoveRefused; then nothing has changed."""
    hold(review, actor)
    move = review.machine.moves.get(name)
    if move is None or review.status not in move.sources:
        raise MoveRefused(_("This step is not possible in the present state."))
    if name == "conclude":
        values = {"concluded_on": timezone.localdate(at), **values}
    for field, value in values.items():
        if field not in move.needs:
            raise MoveRefused(_("This move does not take it."))
        setattr(review, field, value)
    if all(getattr(review, field) for field in move.needs):
        review.save(update_fields=list(values))
    make_move(review, name, actor=actor, at=at, note=note)


def _keep(uid: UUID, values: Mapping[str, Any], actor: User, at: datetime) -> Review:
    trail.acting_as(actor)
    allow(actor, states.SUBMIT)
    own = Review.objects.select_for_update(of=("self",))
    review: Review | None = own.filter(uid=uid).first()
    if review is not None:
        _refuse_change(review, actor)
    is_new = review is None
    review = review or _begun(uid, values, actor, at)
    for name in FIELDS:
        if name in values:
            setattr(review, name, values[name])
    refuse(review.why_not_department(actor))
    if is_new:
        number = numbers.next_number(review.root, PREFIX, review.submitted_on.year)
        review.number = numbered(review.submitted_on.year, number)
    review.save()
    trail.record(review, "added" if is_new else "changed", actor=actor, at=at)
    return review


def _refuse_change(review: Review, actor: User) -> None:
    if review.requested_by_id != actor.pk:
        refuse(review.why_not_department(actor))
    if review.status not in ("draft", "returned"):
        raise ReviewRefused(_("It was submitted already: ask for its return."))


def _begun(uid: UUID, values: Mapping[str, Any], actor: User, at: datetime) -> Review:
    unit = values["unit"]
    return Review(
        uid=uid,
        root=unit.root or unit,
        unit=unit,
        status="draft",
        requested_by=actor,
        submitter=actor.name,
        submitted_on=timezone.localdate(at),
    )
