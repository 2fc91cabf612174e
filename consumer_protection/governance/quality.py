"""What is doubtful in policies, meetings and plans."""

from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.quality import Check, blank, outside_life, where
from consumer_protection.governance import plan_quality
from consumer_protection.governance.models import AgendaItem, PlanItem, PolicyVersion

_DOCUMENT_NUMBER = r"^.+〔\d{4}〕[1-9]\d*号$"
_HELD = "meeting__held_on"
_version = partial(Check, noun=PolicyVersion, day="issued_on")
_item = partial(Check, noun=AgendaItem, day=_HELD)
_task = partial(Check, noun=PlanItem, day="due_on")
_blank_version = partial(blank, noun=PolicyVersion, day="issued_on")
_blank_item = partial(blank, noun=AgendaItem, day=_HELD)


def _in_force(records: Any) -> Any:
    return records.filter(status="in_force")


def _resolved(records: Any) -> Any:
    return records.resolved()


def _number_twice(records: Any) -> Any:
    other = PolicyVersion.objects.filter(
        document_number=OuterRef("document_number"),
        policy__root=OuterRef("policy__root"),
    ).exclude(pk=OuterRef("pk"))
    return records.filter(~Q(document_number=""), Exists(other))


def _uncounted(records: Any) -> Any:
    """A meeting is told once, at the first of its items."""
    before = AgendaItem.objects.filter(
        meeting=OuterRef("meeting"), pk__lt=OuterRef("pk")
    )
    unknown = Q(meeting__present=None) | Q(meeting__expected=None)
    return records.filter(unknown, ~Exists(before))


_POLICIES = (
    _blank_version(
        "policies.no_document_number",
        field="document_number",
        advice=_("Fill it in as it stands on the document."),
    ),
    _version(
        "policies.unusual_number",
        _("A document number of unusual form"),
        wrong=where(
            ~Q(document_number=""), ~Q(document_number__regex=_DOCUMENT_NUMBER)
        ),
        fields=("document_number",),
        advice=_("It is written like 明农信联〔2024〕12号."),
    ),
    _version(
        "policies.number_twice",
        _("Two documents of one number"),
        wrong=_number_twice,
        fields=("document_number",),
        advice=_("Compare both with the papers and correct one."),
    ),
    _version(
        "policies.no_issuer",
        _("Who issued it is not told"),
        wrong=where(policy__issuer=""),
        fields=("issuer",),
        advice=_("Fill it in: until then the report counts it under “not filled in”."),
    ),
    _blank_version(
        "policies.no_next_review_on",
        field="next_review_on",
        of=_in_force,
        advice=_("Without it nobody sees when its review is overdue."),
    ),
    _version(
        "policies.review_before_issue",
        _("To be reviewed before it was issued"),
        wrong=where(next_review_on__lt=F("issued_on")),
        fields=("issued_on", "next_review_on"),
        advice=_("Correct the day that is wrong."),
    ),
    outside_life("policies.unit_not_there", PolicyVersion, "issued_on", "policy__unit"),
)
_MEETINGS = (
    _item(
        "meetings.due_before",
        _("To be completed before the meeting"),
        wrong=where(due_on__lt=F(_HELD)),
        fields=("held_on", "due_on"),
        advice=_("Correct the day that is wrong."),
        is_error=True,
    ),
    _blank_item(
        "meetings.no_is_consumer_protection",
        field="is_consumer_protection",
        advice=_("Only items known to be on consumer protection count."),
    ),
    _blank_item("meetings.no_result", field="result", of=_resolved),
    _blank_item("meetings.no_unit", field="unit", of=_resolved),
    _blank_item("meetings.no_follow_up", field="follow_up", of=_resolved),
    _item(
        "meetings.no_numbers",
        _("How many members were present is not told"),
        wrong=_uncounted,
        fields=("present", "expected"),
        advice=_("Fill in both numbers from the minutes, at any item of the meeting."),
    ),
)
_PLANS = (
    _task(
        "plan_items.day_without_done",
        _("Has a day of completion, but is not done"),
        wrong=where(~Q(status="done"), done_on__isnull=False),
        fields=("done_on", "status"),
        advice=_("Correct the state or the day: the figures count by one of them."),
        is_error=True,
    ),
    _task(
        "plan_items.year_contradicts",
        _("The plan's year and the date do not fit"),
        wrong=where(Q(year__gt=F("due_on__year")) | Q(year__lt=F("due_on__year") - 5)),
        fields=("year", "due_on"),
        advice=_("Correct the year or the day."),
        is_error=True,
    ),
    _task(
        "plan_items.done_without_day",
        _("Done, but on no day"),
        wrong=where(status="done", done_on=None),
        fields=("done_on",),
        advice=_("Without the day it does not count as done in time."),
    ),
    outside_life("plan_items.unit_not_there", PlanItem, "due_on"),
)
CHECKS = (*_POLICIES, *_MEETINGS, *_PLANS, *plan_quality.CHECKS)
