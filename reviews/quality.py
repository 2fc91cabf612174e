"""What reviews and their opinions lack or contradict."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.quality import About
from reviews.models import Opinion, Review
from reviews.states import PASSING

_LONG = timedelta(days=90)
_REVIEW = About("reviews", Review)
_OPINION = About("reviews", Opinion)


def _forgotten(today: date) -> Q:
    return Q(concluded_on=None, submitted_on__lt=today - _LONG) & ~Q(status="withdrawn")


def _future(today: date) -> Q:
    return Q(submitted_on__gt=today) | Q(concluded_on__gt=today)


def _unanswered(today: date) -> Q:
    waiting = Opinion.objects.filter(review=OuterRef("pk"), adoption="")
    return Q(Exists(waiting), concluded_on__isnull=False)


CHECKS = (
    _REVIEW.lacks("no_submitter", _("Without submitter"), Q(submitter="")),
    _REVIEW.lacks("no_trigger", _("Without trigger"), Q(trigger="")),
    _REVIEW.lacks(
        "no_reviewer",
        _("Concluded without reviewer"),
        Q(concluded_on__isnull=False, reviewer=""),
    ),
    _REVIEW.lacks(
        "own_review",
        _("Submitted and reviewed by the same person"),
        Q(reviewer=F("submitter")) & ~Q(reviewer=""),
    ),
    _REVIEW.doubt("forgotten", _("Open for more than 90 days"), _forgotten),
    _REVIEW.doubt("unanswered", _("Concluded with unanswered opinions"), _unanswered),
    _REVIEW.lacks(
        "launched_before_conclusion",
        _("Launched before it was concluded"),
        Q(launched_on__lt=F("concluded_on")),
    ),
    _REVIEW.contradiction(
        "launched_unpassed",
        _("Launched, and not passed"),
        Q(launched_on__isnull=False, concluded_on__isnull=False)
        & ~Q(conclusion__in=PASSING),
    ),
    _REVIEW.contradiction("future", _("A day that is still to come"), _future),
    _OPINION.lacks(
        "not_adopted_without_reason",
        _("Not adopted without a reason"),
        Q(adoption__in=("not_adopted", "partly"), answer=""),
    ),
)
