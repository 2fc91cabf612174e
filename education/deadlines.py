"""What falls due in education: summaries, activities of outlets, examinations."""

from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.deadlines import Deadline, Due, people
from education import states
from education.models import Activity, Assignment, Campaign, Seat

# What was left open long ago is history, and hurries nobody.
_LONG_AGO = timedelta(days=366)


def _unsummarised(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    running = found.filter(status__in=states.LOGGING, planned_by__isnull=False)
    return running.filter(due_on__gte=since)


def _summary_due(campaign: Campaign) -> Due:
    on = campaign.due_on or campaign.ends_on or campaign.starts_on
    begun = min(campaign.ends_on or campaign.starts_on, on)
    return Due(begun, on, campaign.root_id, campaign.unit_id, states.KEEP)


def _unlogged(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    own = Activity.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"))
    running = found.filter(campaign__status__in=states.LOGGING)
    return running.filter(~Exists(own), campaign__ends_on__gte=since)


def _activity_due(asked: Assignment) -> Due:
    campaign = asked.campaign
    on = campaign.ends_on or campaign.starts_on
    return Due(campaign.starts_on, on, campaign.root_id, asked.unit_id, states.LOG)


def _unsat(found: Any) -> Any:
    return found.filter(exam__status="open", papers=None)


def _exam_due(seat: Seat) -> Due:
    """Of the person alone; without an account's unit the institution's."""
    exam, person = seat.exam, seat.person
    begun, on = (timezone.localdate(one) for one in (exam.opens_at, exam.closes_at))
    unit = person.unit_id or exam.unit_id
    return Due(begun, on, exam.root_id, unit, "", persons=people(person.pk))


def _my_exams(seat: Seat) -> str:
    return reverse("education:my_exams")


def _tasks(asked: Assignment) -> str:
    return reverse("education:tasks")


DEADLINES = (
    Deadline(
        "education.summary",
        Campaign,
        _("Summary of a campaign"),
        _unsummarised,
        _summary_due,
    ),
    Deadline(
        "education.assignment",
        Assignment,
        _("Activity of an outlet"),
        _unlogged,
        _activity_due,
        related=("campaign", "unit"),
        page=_tasks,
    ),
    Deadline(
        "education.exam",
        Seat,
        _("Examination"),
        _unsat,
        _exam_due,
        related=("exam", "person"),
        page=_my_exams,
    ),
)
