"""How a complaint comes on record: drafts, numbers, levels, who speaks for whom."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, Representative
from complaints.models.life import keep_due_date, major_reason, named
from consumer_protection.core import attachments, trail
from consumer_protection.core.models import Threshold, User
from consumer_protection.core.transitions import make_move


class CaseRefused(ValueError):
    """The case cannot be taken as it is; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks for the others."""

    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a form or a program brings: values by field, who speaks, and files that
    are kept once however often they come."""

    values: Mapping[str, Any]
    speakers: Sequence[Speaker] = field(default_factory=tuple)
    files: Sequence[attachments.Upload] = field(default_factory=tuple)


def put_on_record(
    uid: UUID, intake: Intake, *, actor: User, at: datetime, as_draft: bool = False
) -> Complaint:
    """A new case, or the draft of ``uid`` completed. The same ``uid`` again gives the
    case that is there, so that a double click makes one. Raises CaseRefused, FileUnfit."""
    try:
        with transaction.atomic():
            return _put(uid, intake, actor, at, as_draft=as_draft)
    except IntegrityError:
        # The same form came twice at once: the other one was first.
        first: Complaint | None = _known(uid).first()
        if first is None or not _sees(actor, first):
            raise
        return first


def _put(
    uid: UUID, intake: Intake, actor: User, at: datetime, *, as_draft: bool
) -> Complaint:
    trail.acting_as(actor)
    found: Complaint | None = _known(uid).select_for_update(of=("self",)).first()
    if found is not None and (
        found.status != "draft" or found.registered_by_id != actor.pk
    ):
        if not _sees(actor, found):
            raise CaseRefused(_("This form was used already: open a new one."))
        return found
    complaint = found or Complaint(
        uid=uid, status="draft", registered_by=actor, registered_at=at
    )
    _fill(complaint, intake.values, at)
    complaint.save()
    if not _sees(actor, complaint):
        raise CaseRefused(_("This would belong to a unit that is not yours."))
    _keep_speakers(complaint, intake.speakers)
    if found is None:
        trail.record(complaint, "added", actor=actor, at=at)
    _keep_files(complaint, intake.files, actor, at)
    if not as_draft:
        make_move(complaint, "register", actor=actor, at=at)
    return complaint


def _keep_files(
    complaint: Complaint,
    uploads: Sequence[attachments.Upload],
    actor: User,
    at: datetime,
) -> None:
    known = set(attachments.of_record(complaint).values_list("sha256", flat=True))
    for upload in uploads:
        digest = hashlib.sha256(upload.content).hexdigest()
        if digest not in known:
            known.add(digest)
            unit_id = complaint.unit_id
            attachments.attach(complaint, upload, unit_id=unit_id, actor=actor, at=at)


def _known(uid: UUID) -> Any:
    return Complaint.objects.filter(uid=uid)


def _sees(actor: User, complaint: Complaint) -> bool:
    return bool(Complaint.objects.visible_to(actor).filter(pk=complaint.pk).exists())


def _fill(complaint: Complaint, values: Mapping[str, Any], at: datetime) -> None:
    """The unit first: blind indexes of personal data hang on its institution."""
    complaint.unit = values["unit"]
    complaint.root = complaint.unit.root or complaint.unit
    for name, value in values.items():
        setattr(complaint, name, value)
    if "complained_person" in values:
        complaint.complained_account = named(complaint, values["complained_person"])
    if complaint.received_on > timezone.localdate(at):
        raise CaseRefused(_("Received in the future: correct the day."))
    # Every time anew: a draft may be corrected until it is not major any more.
    reason = values.get("major_reason") or major_reason(complaint)
    complaint.major_reason, complaint.is_major = reason, True if reason else None
    complaint.level = "major" if reason else values.get("level", "")
    keep_due_date(complaint)


def _keep_speakers(complaint: Complaint, speakers: Sequence[Speaker]) -> None:
    most = Threshold.objects.value("complaint.representatives", complaint.received_on)
    if len(speakers) > int(most or 5):
        message = _("At most %(count)d people speak for a group.")
        raise CaseRefused(message % {"count": int(most or 5)})
    complaint.representatives.all().delete()
    for position, speaker in enumerate(speakers, 1):
        one = Representative(complaint=complaint, position=position)
        one.name, one.phone = speaker.name, speaker.phone
        one.save()
