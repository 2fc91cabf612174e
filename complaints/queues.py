"""The queues of complaints: what waits, for whom, and how many stand in each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Count,
    Exists,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.models import CallBack, Complaint
from complaints.models.life import SENIOR
from complaints.states import OPEN
from consumer_protection.core.models import Threshold, User

SOON = 3
_APPROVE = "complaints.approve"
_HANDLE = "complaints.handle"
# The clock of these runs.
_RUNNING = Q(status__in=OPEN - {"draft", "suspended"})
Condition = Callable[[User, date], Q]


@dataclass(frozen=True, slots=True)
class Queue:
    """``may`` is the clearance to work on it: others are not offered it."""

    code: str
    label: str | Promise
    condition: Condition
    may: str = ""
    is_alarming: bool = False


def _in(*statuses: str) -> Condition:
    return lambda user, today: Q(status__in=statuses)


def _mine(user: User, today: date) -> Q:
    """By account; by name in the own unit where a case knows no account; own drafts."""
    named = Q(handler_account=None, handler=user.name, handling_unit=user.unit_id)
    draft = Q(status="draft", registered_by=user)
    working = Q(status__in=OPEN - {"draft"})
    return (working & (Q(handler_account=user) | named)) | draft


def _of_unit(user: User, today: date) -> Q:
    """Handled by the unit, or complained of and not yet given to any."""
    new = Q(handling_unit=None, unit=user.unit_id)
    return Q(status__in=OPEN - {"draft"}) & (Q(handling_unit=user.unit_id) | new)


def _to_decide(user: User, today: date) -> Q:
    """What ``why_not_decide`` leaves to this person."""
    if not user.scope.allows(_APPROVE):
        return Q(pk__in=[])
    own = Q(proposed_by=user) | Q(handler_account=user) | Q(complained_account=user)
    found = Q(status="pending_approval") & ~own
    if user.scope.allows(SENIOR):
        return found
    free = Threshold.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=OuterRef("received_on")),
        code="complaint.compensation_free",
        valid_from__lte=OuterRef("received_on"),
        amount__lt=OuterRef("compensation"),
    )
    return found & ~Q(is_major=True) & ~Q(level="major") & ~Q(Exists(free))


def _soon(user: User, today: date) -> Q:
    return _RUNNING & Q(due_on__range=(today, today + timedelta(days=SOON)))


def _overdue(user: User, today: date) -> Q:
    return _RUNNING & Q(due_on__lt=today)


def _to_call(user: User, today: date) -> Q:
    """Calls this person may make: whoever handled a case does not call back."""
    calls = CallBack.objects.filter(status="open").not_of(user)
    return ~Q(status__in=OPEN) & Q(pk__in=calls.values("complaint"))


QUEUES = {
    queue.code: queue
    for queue in (
        Queue("mine", _("My cases"), _mine),
        Queue("unit", _("My unit's cases"), _of_unit),
        Queue("accept", _("To accept"), _in("registered"), _HANDLE),
        Queue("assign", _("To assign"), _in("accepted", "reopened"), _HANDLE),
        Queue("decide", _("To decide"), _to_decide, _APPROVE),
        Queue("soon", _("Due within 3 days"), _soon, is_alarming=True),
        Queue("overdue", _("Overdue"), _overdue, is_alarming=True),
        Queue("suspended", _("Clock stopped"), _in("suspended")),
        Queue("notify", _("To notify"), _in("decided"), _HANDLE),
        Queue("close", _("To close"), _in("notified"), _HANDLE),
        Queue("call", _("To call back"), _to_call, _HANDLE),
    )
}


def offered(user: User) -> list[Queue]:
    return [one for one in QUEUES.values() if user.scope.allows(one.may)]


def counts(user: User, today: date) -> dict[str, int]:
    """How many this person finds in each queue, by one query: open cases by their
    index, and beside them those to call, which have ended."""
    visible = Complaint.objects.visible_to(user)
    asked: dict[str, Any] = {
        one.code: Count("pk", filter=one.condition(user, today))
        for one in offered(user)
    }
    calls = visible.filter(QUEUES["call"].condition(user, today)).order_by()
    if "call" in asked:
        number = calls.values(how_many=Func("pk", function="COUNT"))
        told = Subquery(number, output_field=IntegerField())
        # Without any open case there is no row to take the greatest of.
        asked["call"] = Coalesce(Max(told), told)
    found: dict[str, int] = visible.filter(status__in=OPEN).aggregate(**asked)
    return found
