"""From the conclusion to customers: the released file, and the checks after it."""

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, files, trail
from consumer_protection.core.models import User
from reviews import states
from reviews.doing.holding import ReviewRefused, allow, hold, refuse
from reviews.models import LaunchCheck, Material, Release, Review


@transaction.atomic
def keep_release(
    review: Review,
    material: Material,
    upload: attachments.Upload,
    *,
    actor: User,
    at: datetime,
) -> Release:
    """The file that goes out, compared with the approved version by its digest. Raises
    ReviewRefused, MoveRefused, FileUnfit."""
    _hold_passed(review, actor)
    if material.review_id != review.pk or material not in approved(review):
        raise ReviewRefused(_("Compare it with an approved version."))
    digest = hashlib.sha256(upload.content).hexdigest()
    kept = attachments.attach(
        review, upload, unit_id=review.unit_id, actor=actor, at=at
    )
    Release.objects.filter(review=review).delete()
    release = Release.objects.create(
        review=review,
        file=kept,
        material=material,
        sha256=digest,
        is_same=digest == material.sha256,
        uploaded_by=actor,
        uploaded_at=at,
    )
    told = {"sha256": digest, "is_same": release.is_same}
    trail.record(review, "released", actor=actor, at=at, changes=told)
    return release


@transaction.atomic
def confirm_release(review: Review, reason: str, *, actor: User, at: datetime) -> None:
    """Somebody answers for the difference. Raises ReviewRefused, MoveRefused."""
    _hold_passed(review, actor)
    release = Release.objects.filter(review=review).first()
    if release is None or release.is_same:
        raise ReviewRefused(_("There is no difference to be explained."))
    if not reason.strip():
        raise ReviewRefused(_("Give a reason."))
    release.reason = reason.strip()
    release.save(update_fields=["reason"])
    trail.record(review, "difference_confirmed", actor=actor, at=at, note=reason)


@transaction.atomic
def complete_check(
    check: LaunchCheck, issue: str, note: str, *, actor: User, at: datetime
) -> None:
    """What was promised is kept, or what is not. Raises ReviewRefused, MoveRefused."""
    review = check.review
    hold(review, actor)
    allow(actor, states.REVIEWS)
    refuse(review.why_not_reviewed(actor))
    check.refresh_from_db()
    if check.is_done:
        raise ReviewRefused(_("This check was done already."))
    if not (note.strip() or issue.strip()):
        raise ReviewRefused(_("Say what was looked at and what was found."))
    check.done_on, check.done_by = timezone.localdate(at), actor
    check.result = "issue" if issue.strip() else "kept"
    check.issue, check.note = issue.strip(), note.strip()
    check.save()
    trail.record(check, "finished", actor=actor, at=at)


def approved(review: Review) -> list[Material]:
    """The last version of each paper, as it stood at the conclusion."""
    last: dict[str, Material] = {}
    for one in review.materials.order_by("name", "version"):
        last[one.name] = one
    return list(last.values())


def _hold_passed(review: Review, actor: User) -> None:
    hold(review, actor)
    allow(actor, states.SUBMIT)
    refuse(review.why_not_department(actor))
    if review.status != "concluded" or review.conclusion not in states.PASSING:
        raise ReviewRefused(_("The review was not passed."))


def file_of(release: Release) -> attachments.Upload:
    """The released file as it is kept."""
    kept = release.file
    return attachments.Upload(kept.name, files.path_of(kept.stored_as).read_bytes())
