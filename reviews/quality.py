"""What is doubtful in reviews."""

from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.quality import (
    Check,
    blank,
    outside_life,
    told_twice,
    where,
)
from reviews.models import Opinion, Review

_check = partial(Check, noun=Review, day="submitted_on")
_CONCLUDED = ("concluded", "launched")


def _unanswered(records: Any) -> Any:
    waiting = Opinion.objects.filter(review=OuterRef("pk"), adoption="")
    return records.filter(Exists(waiting), concluded_on__isnull=False)


def _reviewed(records: Any) -> Any:
    return records.filter(concluded_on__isnull=False)


CHECKS = (
    _check(
        "reviews.concluded_without_conclusion",
        _("Concluded, but without a conclusion"),
        wrong=where(status__in=_CONCLUDED, concluded_on=None, launched_on=None),
        fields=("conclusion", "concluded_on"),
        advice=_("Fill in the conclusion and its day: without them it is not counted."),
        is_error=True,
    ),
    _check(
        "reviews.open_with_conclusion",
        _("Has a conclusion, but is not concluded"),
        wrong=where(
            ~Q(status__in=("concluded", "launched", "withdrawn")),
            concluded_on__isnull=False,
        ),
        fields=("conclusion", "concluded_on"),
        advice=_("Conclude it, or take the conclusion away: the figures count it."),
        is_error=True,
    ),
    blank("reviews.no_trigger", Review, "trigger", day="submitted_on"),
    blank("reviews.no_reviewer", Review, "reviewer", _reviewed, day="submitted_on"),
    _check(
        "reviews.opinions_unanswered",
        _("Concluded while opinions were not answered"),
        wrong=_unanswered,
        fields=("adoption", "answer"),
        advice=_("Tell whether the department adopted them: the rate stands on it."),
    ),
    _check(
        "reviews.launched_first",
        _("Launched without a conclusion before it"),
        wrong=where(
            Q(concluded_on=None) | Q(concluded_on__gt=F("launched_on")),
            launched_on__isnull=False,
        ),
        fields=("launched_on", "concluded_on"),
        advice=_("Compare both days with the papers; if they are right, leave them."),
    ),
    _check(
        "reviews.launched_rejected",
        _("Launched although the review was not passed"),
        wrong=where(conclusion="reject", launched_on__isnull=False),
        fields=("conclusion", "launched_on"),
        advice=_("Compare conclusion and launch with the papers."),
    ),
    told_twice(
        "reviews.twice",
        _("The same item under two numbers"),
        Review,
        ("submitted_on", "unit", "title"),
        "submitted_on",
    ),
    outside_life("reviews.unit_not_there", Review, "submitted_on"),
)
