"""A person's notices: how many, what they are about, that they were read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils.functional import Promise

from consumer_protection.core.deadlines import deadlines
from consumer_protection.core.models import Notice, User

# More are not counted: nobody tells 120 from 150 at a glance.
MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Line:
    """A notice with what its reader may know of the record: without a name, nothing."""

    notice: Notice
    label: str | Promise = ""
    name: str = ""
    url: str = ""


def unread_count(user: User, now: datetime) -> int:
    """One more than ``MOST_COUNTED`` where there are more."""
    found = Notice.objects.visible_to(user).shown(now).unread()
    return found.order_by()[: MOST_COUNTED + 1].count()


def lines(notices: Iterable[Notice], reader: User) -> list[Line]:
    """The notices with their records, read in the reader's own scope; one query for
    each matter there is among them."""
    known = list(notices)
    found: dict[tuple[str, int], Any] = {}
    for code in {one.matter for one in known} & deadlines().keys():
        ids = [one.record_id for one in known if one.matter == code]
        seen = deadlines()[code].seen_by(reader).filter(pk__in=ids)
        found |= {(code, record.pk): record for record in seen}
    return [_line(one, found.get((one.matter, one.record_id))) for one in known]


def _line(notice: Notice, record: Any) -> Line:
    if record is None:
        return Line(notice)
    deadline = deadlines()[notice.matter]
    return Line(notice, deadline.label, str(record), deadline.page(record))


def read(notices: Any, *, at: datetime) -> int:
    """Mark the unread ones of ``notices`` as read. The first reading counts."""
    return int(notices.filter(read_at=None, settled_at=None).update(read_at=at))


def settle(record: Model, *, at: datetime) -> None:
    """Put away what is unread about a record whose time does not run any more, at
    once where a move ended it; the hourly run finds the rest."""
    for deadline in deadlines().values():
        if not isinstance(record, deadline.noun):
            continue
        same = deadline.noun._default_manager.filter(pk=record.pk)
        told = Notice.objects.waiting().filter(
            matter=deadline.code, record_id=record.pk
        )
        still = deadline.running(same).values("pk")
        told.exclude(record_id__in=still).update(settled_at=at)
