"""Dates for calendar programs (RFC 5545): what is owed, in its owner's scope."""

import hashlib
import secrets
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.governance.models import CalendarFeed, Duty, PlanItem

_BACK = timedelta(days=366)
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@transaction.atomic
def open_feed(owner: User, *, at: datetime) -> str:
    """A new secret, told this once; the one before opens nothing any more."""
    trail.acting_as(owner)
    secret = secrets.token_urlsafe(32)
    feed, _is_new = CalendarFeed.objects.update_or_create(
        owner=owner,
        defaults={"digest": _digest(secret), "made_on": timezone.localdate(at)},
    )
    trail.record(feed, "opened", actor=owner, at=at)
    return secret


@transaction.atomic
def close_feed(owner: User, *, at: datetime) -> None:
    trail.acting_as(owner)
    feed = CalendarFeed.objects.filter(owner=owner).first()
    if feed:
        trail.record(feed, "closed", actor=owner, at=at)
        feed.delete()


def owner_of(secret: str) -> User | None:
    """Whose feed it is, while he may still sign in."""
    found = CalendarFeed.objects.filter(digest=_digest(secret), owner__is_active=True)
    feed = found.select_related("owner").first()
    return feed.owner if feed else None


def calendar(owner: User, *, at: datetime) -> str:
    """Duties and plan items since a year ago as whole days."""
    stamp = f"{at.astimezone(timezone.get_fixed_timezone(0)):%Y%m%dT%H%M%SZ}"
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//consumer protection//duties//ZH",
    ]
    for uid, day, text in _dates(owner, timezone.localdate(at) - _BACK):
        lines += [
            "BEGIN:VEVENT",
            f"UID:{uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{text.translate(_ESCAPED)}",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _dates(owner: User, since: date) -> Iterator[tuple[str, date, str]]:
    duties = Duty.objects.visible_to(owner).filter(due_on__gte=since)
    for duty in duties.order_by("due_on", "pk"):
        mark = "✓ " if duty.submitted_on else ""
        yield f"duty-{duty.pk}@consumer-protection", duty.due_on, f"{mark}{duty}"
    items = PlanItem.objects.visible_to(owner).filter(due_on__gte=since)
    for item in items.exclude(status="cancelled").order_by("due_on", "pk"):
        mark = "" if item.is_open else "✓ "
        yield f"plan-{item.pk}@consumer-protection", item.due_on, f"{mark}{item}"


def _folded(line: str) -> str:
    """At most 75 octets a line, never within a character."""
    parts, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > 73:
            parts.append("")
            size = 0
        parts[-1] += sign
        size += width
    return "\r\n ".join(parts)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
