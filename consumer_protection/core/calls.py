"""A write called again with the same key is answered again, and done once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from consumer_protection.core.models import ApiCall, User

KEPT = timedelta(hours=48)


class KeyReused(Exception):
    """The key came before with another call; nothing was done."""


@dataclass(frozen=True, slots=True)
class Call:
    """What makes a call the same: who, key, method, path and content."""

    owner: User
    key: str
    method: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: str
    location: str = ""
    is_replay: bool = False


@transaction.atomic
def once(call: Call, act: Callable[[], Answer], *, at: datetime) -> Answer:
    """Do it, or give the answer of the first time. Whoever comes while the first is
    under way waits for its end; where that failed, it is done anew. Raises KeyReused."""
    if not call.key:
        return act()
    digest = salted_hmac("api call", call.content, algorithm="sha256").hexdigest()
    path = call.path[:500]
    kept, is_new = ApiCall.objects.get_or_create(
        owner=call.owner,
        key=call.key,
        defaults={
            "method": call.method,
            "path": path,
            "digest": digest,
            "made_at": at,
        },
    )
    if not is_new:
        if (kept.method, kept.path, kept.digest) != (call.method, path, digest):
            raise KeyReused
        return Answer(kept.status, kept.body, kept.location, is_replay=True)
    answer = act()
    kept.status, kept.body, kept.location = answer.status, answer.body, answer.location
    kept.save(update_fields=["status", "body", "location"])
    return answer


def forget(*, at: datetime) -> int:
    """Drop what is older than it is kept; safe to run twice."""
    count, _each = ApiCall.objects.filter(made_at__lt=at - KEPT).delete()
    return count
