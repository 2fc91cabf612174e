"""What audit findings lack or contradict."""

from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import Finding
from consumer_protection.core.quality import About

_ABOUT = About("audits", Finding)


def _future(today: date) -> Q:
    return Q(found_on__gt=today) | Q(closed_on__gt=today)


CHECKS = (
    _ABOUT.lacks("no_scope", _("Finding without audit focus"), Q(scope="")),
    _ABOUT.lacks(
        "no_due_day",
        _("Finding without a day to rectify by"),
        Q(due_on=None) & ~Q(severity="suggestion"),
    ),
    _ABOUT.lacks(
        "due_before_found",
        _("To be rectified before it was found"),
        Q(due_on__lt=F("found_on")),
    ),
    _ABOUT.contradiction(
        "closed_without_day",
        _("Closed, and no day of it"),
        Q(status="closed", closed_on=None),
    ),
    _ABOUT.contradiction(
        "day_without_closed",
        _("Has a day of closing, and is not closed"),
        Q(closed_on__isnull=False) & ~Q(status="closed"),
    ),
    _ABOUT.contradiction("future", _("A day that is still to come"), _future),
)
