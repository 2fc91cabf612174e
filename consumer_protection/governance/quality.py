"""What meetings, policies and plans lack or contradict."""

from datetime import date

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.quality import About
from consumer_protection.governance.models import (
    AgendaItem,
    Meeting,
    PlanItem,
    PolicyVersion,
)

_MEETING = About("governance", Meeting)
_ITEM = About("governance", AgendaItem)
_POLICY = About("governance", PolicyVersion)
_PLAN = About("governance", PlanItem)
_RESOLVED = ~Q(resolution_number="") | ~Q(resolution="")


def _done_in_future(today: date) -> Q:
    return Q(done_on__gt=today)


def _issued_in_future(today: date) -> Q:
    return Q(issued_on__gt=today, status="in_force")


CHECKS = (
    _MEETING.lacks("no_attendance", _("Meeting without attendance"), Q(present=None)),
    _MEETING.lacks(
        "no_members", _("Meeting without number of members"), Q(expected=None)
    ),
    _ITEM.lacks(
        "no_topic_mark",
        _("Agenda item not marked as on consumer protection or not"),
        Q(is_consumer_protection=None),
    ),
    _ITEM.lacks("no_result", _("Resolution without result"), _RESOLVED & Q(result="")),
    _ITEM.lacks(
        "no_follow_up", _("Resolution without follow-up"), _RESOLVED & Q(follow_up="")
    ),
    _POLICY.lacks(
        "no_document_number", _("Policy without document number"), Q(document_number="")
    ),
    _POLICY.lacks(
        "no_review_day",
        _("Policy in force without a day of review"),
        Q(status="in_force", next_review_on=None) & ~Q(action="repeal"),
    ),
    _POLICY.lacks(
        "review_before_effect",
        _("To be reviewed before it takes effect"),
        Q(next_review_on__lt=F("effective_on")),
    ),
    _POLICY.contradiction(
        "issued_in_future", _("In force, and still to be issued"), _issued_in_future
    ),
    _PLAN.contradiction(
        "done_without_day", _("Done, and no day of it"), Q(status="done", done_on=None)
    ),
    _PLAN.contradiction(
        "day_without_done",
        _("Has a day of completion, and is not done"),
        Q(done_on__isnull=False) & ~Q(status="done"),
    ),
    _PLAN.contradiction("done_in_future", _("Done on a day to come"), _done_in_future),
)
