"""Which letter the end of a case still asks for: whoever complained is told also where
nothing was decided (《银行业保险业消费投诉处理管理办法》 arts 15, 18, 21)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from complaints.models.complaint import Complaint
from complaints.models.letter import Letter
from consumer_protection.core.deadlines import Times, times

# How a case ended → the kind of its letter.
KINDS = {"not_handled": "not_handled", "merged": "merge", "withdrawn": "withdrawal"}
_LIMIT = "complaint.end_notice"


@dataclass(frozen=True, slots=True)
class OwedLetter:
    kind: str
    due_on: date

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate()


def late_letter(cases: Any) -> Any:
    """Those of ``cases`` lacking a letter whose last day to tell it has passed."""
    today, now = timezone.localdate(), times()
    in_time = today
    while now.after(in_time, _LIMIT) >= today:
        in_time -= timedelta(days=1)
    not_handled = Q(status="not_handled") | Q(closed_on=None)
    late = (not_handled & Q(due_on__lt=today)) | (
        ~not_handled & Q(closed_on__lte=in_time)
    )
    return lacking_letter(cases).filter(late)


def lacking_letter(cases: Any) -> Any:
    """Those of ``cases`` whose letter was not told. Only cases put on record here: of
    past cases the letters lie in paper files, and a draft has nobody to write to."""
    own = cases.filter(record_nature="complaint", registered_at__isnull=False)
    ended: Any = Q(pk__in=[])
    for status, kind in KINDS.items():
        ended |= Q(status=status) & ~Exists(_told(kind))
    return own.filter(ended).exclude(number="")


def owed_letter(case: Complaint) -> OwedLetter | None:
    """None where nothing is owed, or it was told."""
    kind = KINDS.get(case.status)
    if (
        kind is None
        or not lacking_letter(Complaint.objects.filter(pk=case.pk)).exists()
    ):
        return None
    return OwedLetter(kind, letter_due_on(case, times()))


def _told(kind: str) -> Any:
    """A letter of a former end of a case that was reopened tells nothing of this one."""
    letters = Letter.objects.filter(
        complaint=OuterRef("pk"), kind=kind, status="issued", told_on__isnull=False
    )
    if kind == "withdrawal":
        since = Q(told_on__gte=F("complaint__closed_on"))
        letters = letters.filter(since | Q(complaint__closed_on=None))
    return letters


def letter_due_on(case: Complaint, now: Times) -> date:
    """That a case is not handled is an answer, within the limit of answers; the other
    letters have one of the house."""
    if case.status == "not_handled" or case.closed_on is None:
        return case.due_on
    return now.after(case.closed_on, _LIMIT)
