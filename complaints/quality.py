"""What is doubtful in complaints."""

from functools import partial
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints import states
from complaints.models import Complaint, late_letter
from consumer_protection.core.codes import code_list
from consumer_protection.core.quality import (
    Check,
    blank,
    outside_life,
    told_twice,
    where,
)

_check = partial(Check, noun=Complaint, day="received_on")
# What the report divides complaints by.
_CODES = (
    "source",
    "intake_channel",
    "transaction_channel",
    "category",
    "cause",
    "demand",
)


def _counted(records: Any) -> Any:
    return records.complaints()


def _closed(records: Any) -> Any:
    return records.complaints().filter(status="closed")


def _blank(field: str, of: Any = _counted) -> Check:
    return blank(f"complaints.no_{field}", Complaint, field, of, day="received_on")


def _ended_source(records: Any) -> Any:
    """Forwarded by an office that no longer forwarded on that day."""
    ended = Q(pk__in=[])
    for row in code_list("intake_source").rows:
        if row.valid_to is not None:
            ended |= Q(source=row.code, received_on__gte=row.valid_to)
    return records.filter(ended)


_DAYS = (
    Q(notified_on__lt=F("received_on"))
    | Q(extended_to__lt=F("received_on"))
    | Q(suspended_from__lt=F("received_on"))
    | Q(closed_on__lt=F("received_on"))
    | Q(suspended_from=None, suspended_to__isnull=False)
)
CHECKS = (
    _check(
        "complaints.ended_without_day",
        _("Ended, but on no day"),
        wrong=where(status__in=("closed", "withdrawn"), closed_on=None),
        fields=("closed_on",),
        advice=_("Without the day it counts as open, and in no year as ended."),
        is_error=True,
    ),
    _check(
        "complaints.open_with_day",
        _("Has a closing day, but is not ended"),
        wrong=where(status__in=states.OPEN - {"reopened"}, closed_on__isnull=False),
        fields=("closed_on", "outcome"),
        advice=_("Close it, or take the day away: the figures count it as ended."),
        is_error=True,
    ),
    _check(
        "complaints.days_out_of_order",
        _("Days in an impossible order"),
        wrong=where(_DAYS),
        fields=(
            "received_on",
            "notified_on",
            "extended_to",
            "suspended_from",
            "suspended_to",
            "closed_on",
        ),
        advice=_("Nothing comes before the day of receipt; compare with the papers."),
        is_error=True,
    ),
    *map(_blank, _CODES),
    _blank("finding", _closed),
    blank(
        "complaints.closed_without_outcome",
        Complaint,
        "outcome",
        _closed,
        label=_("Closed without an outcome"),
        day="received_on",
    ),
    _blank("satisfaction", _closed),
    _check(
        "complaints.no_level",
        _("Whether it is a major complaint is not told"),
        wrong=lambda records: _counted(records).filter(level="", is_major=None),
        fields=("is_major",),
        advice=_("Until it is told, it counts as a general one."),
    ),
    _check(
        "complaints.level_contradicts",
        _("Level and “major complaint” contradict each other"),
        wrong=where(
            Q(is_major=True, level="general") | Q(is_major=False, level="major")
        ),
        fields=("is_major",),
        advice=_("The level counts in the report: correct the one that is wrong."),
    ),
    _check(
        "complaints.compensated_unsubstantiated",
        _("Compensated, though not substantiated"),
        wrong=where(finding="unsubstantiated", compensation__gt=0),
        fields=("finding", "compensation"),
        advice=_("Correct the finding or the amount; if it was goodwill, say so."),
    ),
    _check(
        "complaints.rated_before_closing",
        _("Rated by the customer, but not closed"),
        wrong=where(~Q(satisfaction=""), closed_on=None),
        fields=("satisfaction", "closed_on"),
        advice=_("Ratings count with the day of closing: fill it in."),
    ),
    _check(
        "complaints.source_ended",
        _("Forwarded by an office that no longer did so"),
        wrong=_ended_source,
        fields=("source",),
        advice=_("Choose the office that had taken over by that day."),
    ),
    _check(
        "complaints.end_not_told",
        _("Ended without a told letter"),
        wrong=late_letter,
        fields=("status",),
        advice=_("Write the letter on the page of the case, and keep how it was told."),
    ),
    told_twice(
        "complaints.twice",
        _("The same case under two numbers"),
        Complaint,
        ("received_on", "unit", "description"),
        "received_on",
    ),
    outside_life("complaints.unit_not_there", Complaint, "received_on"),
)
