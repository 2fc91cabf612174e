"""The queues over the list of complaints, each with its count, and what may be done
with chosen cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone

from complaints.helping import task_actions
from complaints.queues import counts, offered
from consumer_protection.core.models import User


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue as a link to its list."""

    code: str
    label: Any
    url: str
    count: int
    is_alarming: bool


def queue_bar(user: User) -> Mapping[str, object]:
    """For ``_queues.html`` and ``_chosen_bar.html``. Counted only where the page shows
    it: narrowing the list leaves the queues alone."""
    return {
        "queues": partial(tabs, user),
        "may_assign": user.scope.allows("complaints.handle"),
        "may_urge": any(map(user.scope.allows, task_actions.MAY_URGE.values())),
    }


def tabs(user: User) -> list[Tab]:
    found = counts(user, timezone.localdate())
    place = reverse("complaints:complaint_list")
    return [
        Tab(
            one.code,
            one.label,
            f"{place}?queue={one.code}",
            found[one.code],
            one.is_alarming and found[one.code] > 0,
        )
        for one in offered(user)
    ]
