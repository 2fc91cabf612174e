"""Photographs of activities: made smaller, stripped of place and device, captioned,
chosen for the summary, taken out again."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, trail
from consumer_protection.core.attachments import FileUnfit, Upload
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.core.ledgers.writing import add_record
from consumer_protection.core.models import User
from consumer_protection.core.pictures import picture_of
from education.models import Activity, ActivityPhoto
from education.states import LOG, REPORTED

# More than these nobody looks at, and the summary prints a few of them.
MOST = 30


@transaction.atomic
def log_activity(
    ledger: Ledger,
    raw: Mapping[str, Any],
    uploads: Sequence[Upload],
    *,
    actor: User,
    at: datetime,
) -> Activity:
    """An activity by its ledger's columns with its photos, or nothing of it. Raises
    RecordWrong, FileUnfit."""
    made: Activity = add_record(ledger, raw, actor=actor, at=at, way=trail.FORM)
    add_photos(made, uploads, actor=actor, at=at)
    return made


@transaction.atomic
def add_photos(
    activity: Activity, uploads: Sequence[Upload], *, actor: User, at: datetime
) -> list[ActivityPhoto]:
    """All of them or none. A photo that is there already is not kept twice. Raises
    FileUnfit."""
    trail.acting_as(actor)
    _refuse(activity, actor)
    known = set(activity.photos.values_list("original", flat=True))
    made = []
    for upload in uploads:
        original = hashlib.sha256(upload.content).hexdigest()
        if original in known:
            continue
        known.add(original)
        made.append(_kept(activity, upload, original, actor=actor, at=at))
    if activity.photos.count() > MOST:
        raise FileUnfit(
            _("An activity keeps at most %(count)d photos.") % {"count": MOST}
        )
    return made


def _kept(
    activity: Activity, upload: Upload, original: str, *, actor: User, at: datetime
) -> ActivityPhoto:
    picture = picture_of(upload)
    name = f"{PurePath(upload.name).stem[:120]}.jpg"
    kept = attachments.attach(
        activity,
        Upload(name, picture.content),
        unit_id=activity.unit_id,
        actor=actor,
        at=at,
    )
    return ActivityPhoto.objects.create(
        activity=activity,
        attachment=kept,
        original=original,
        width=picture.width,
        height=picture.height,
    )


@transaction.atomic
def describe(
    photo: ActivityPhoto,
    caption: str,
    *,
    is_chosen: bool,
    actor: User,
    at: datetime,
) -> None:
    """What stands under it, and whether the summary prints it. Raises FileUnfit."""
    trail.acting_as(actor)
    _refuse(photo.activity, actor)
    photo.caption, photo.is_chosen = caption, is_chosen
    photo.save(update_fields=["caption", "is_chosen"])
    told = {"photo": photo.pk, "is_chosen": is_chosen}
    trail.record(photo.activity, "photo_described", actor=actor, at=at, changes=told)


def _refuse(activity: Activity, actor: User) -> None:
    if not actor.scope.allows(LOG):
        raise FileUnfit(_("Your role does not allow this step."))
    if activity.campaign.status == REPORTED and activity.campaign.lives_here:
        raise FileUnfit(_("Its summary was handed in: it stays as it is."))
