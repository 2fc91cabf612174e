"""The queues of reviews: what waits, for whom, and how many stand in each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from reviews import states
from reviews.models import LaunchCheck, Opinion, Review

# Checks are shown this long before they are due.
_SOON = timedelta(days=7)
Condition = Callable[[User, date], Q]


@dataclass(frozen=True, slots=True)
class Queue:
    """``may`` is the clearance to work on it: others are not offered it."""

    code: str
    label: str | Promise
    condition: Condition
    may: str = ""
    is_alarming: bool = False


def _not_own(user: User) -> Q:
    return ~Q(requested_by=user) & ~Q(unit_id=user.unit_id)


def _mine(user: User, today: date) -> Q:
    """Drafts, what came back, and opinions to answer: of the own unit."""
    waiting = Q(status__in=(*states.WITH_DEPARTMENT, "draft"))
    return waiting & (Q(requested_by=user) | Q(unit_id=user.unit_id))


def _to_launch(user: User, today: date) -> Q:
    passed = Q(status="concluded", conclusion__in=states.PASSING)
    return passed & Q(requested_by__isnull=False, unit_id=user.unit_id)


def _to_review(user: User, today: date) -> Q:
    new = Q(status="submitted")
    own = Q(status="in_review") & (Q(reviewer_account=user) | Q(reviewer_account=None))
    return (new | own) & _not_own(user)


def _to_judge(user: User, today: date) -> Q:
    new = Q(kind="product_development") | Q(is_new_product=True)
    waits = Q(status__in=(*states.WITH_REVIEWER, "opinions_issued"), risk_verdict="")
    return new & waits & _not_own(user)


def _to_decide(user: User, today: date) -> Q:
    waiting = Opinion.objects.undecided().filter(review=OuterRef("pk"))
    return Q(status__in=states.OPEN) & Q(Exists(waiting))


def _overdue(user: User, today: date) -> Q:
    return Q(status__in=states.OPEN, due_on__lt=today)


def _to_check(user: User, today: date) -> Q:
    due = LaunchCheck.objects.open().filter(
        review=OuterRef("pk"), due_on__lte=today + _SOON
    )
    return Q(status="launched") & Q(Exists(due))


QUEUES = {
    queue.code: queue
    for queue in (
        Queue("mine", _("Mine to do"), _mine, states.SUBMIT),
        Queue("launch", _("To launch"), _to_launch, states.SUBMIT),
        Queue("review", _("To review"), _to_review, states.REVIEWS),
        Queue("risk", _("Risk to judge"), _to_judge, states.RISK),
        Queue("decide", _("To decide"), _to_decide, states.DECIDE),
        Queue("overdue", _("Overdue"), _overdue, is_alarming=True),
        Queue("check", _("Checks due"), _to_check, is_alarming=True),
    )
}


def offered(user: User) -> list[Queue]:
    return [one for one in QUEUES.values() if user.scope.allows(one.may)]


def counts(user: User, today: date) -> dict[str, int]:
    """How many this person finds in each queue, by one query."""
    asked = {
        one.code: Count("pk", filter=one.condition(user, today))
        for one in offered(user)
    }
    found: dict[str, int] = Review.objects.visible_to(user).aggregate(**asked)
    return found
