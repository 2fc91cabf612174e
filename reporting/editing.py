"""What is done with texts of sections: written, given back to the proposal."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from reporting.locking import lock_unfrozen
from reporting.models import ReportRun, SectionText


class TextStale(Exception):
    """Somebody else saved the section meanwhile; nothing was written."""

    def __init__(self, standing: SectionText) -> None:
        super().__init__(_("Changed by somebody else since you opened it."))
        self.standing = standing


@dataclass(frozen=True, slots=True)
class Spot:
    """A section of the report of one institution and period."""

    root_id: int
    kind: str
    period: str
    section: str

    @classmethod
    def of(cls, run: ReportRun, section: str) -> "Spot":
        return cls(run.root_id, run.kind, run.period, section)


def save_text(
    spot: Spot, text: str, *, version: int, actor: User, at: datetime
) -> SectionText:
    """Let the text, checked before and with figures as places, stand from the next
    build on. ``version`` is the one it was written over. Raises TextStale,
    ReportLocked."""
    return _add(spot, SectionText(text=text), version, actor, at)


def propose_again(
    spot: Spot, *, version: int, actor: User, at: datetime
) -> SectionText:
    """Let the section say again what the report proposes. Raises TextStale,
    ReportLocked."""
    return _add(spot, SectionText(is_proposed=True), version, actor, at)


@transaction.atomic
def _add(
    spot: Spot, new: SectionText, version: int, actor: User, at: datetime
) -> SectionText:
    trail.acting_as(actor)
    lock_unfrozen(spot.root_id, spot.kind, spot.period)
    newest = SectionText.objects.newest(spot.root_id, spot.kind, spot.period)
    standing = newest.filter(section=spot.section).first()
    if standing is not None:
        if standing.version != version:
            raise TextStale(standing)
        if _is_same(standing, new):
            return standing
    new.root_id, new.kind, new.period = spot.root_id, spot.kind, spot.period
    new.section, new.version = spot.section, standing.version + 1 if standing else 1
    new.saved_by, new.saved_at = actor, at
    new.save()
    move = "withdrawn" if new.is_proposed else "changed"
    trail.record(new, move, actor=actor, at=at)
    return new


def _is_same(one: SectionText, other: SectionText) -> bool:
    return (one.is_proposed, one.text) == (other.is_proposed, other.text)
