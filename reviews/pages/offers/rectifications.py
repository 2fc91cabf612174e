"""The list of rectifications and the page of one."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from reviews.models.offers import Rectification
from reviews.offers.tables import RectificationTable
from reviews.offers.watching_filters import RectificationFilter
from reviews.pages.offers import tabs


def _show(work: Rectification) -> Shown:
    late = work.is_open and work.due_on < timezone.localdate()
    facts = (
        (_("Found by"), work.source),
        (_("Issue found"), pii.mask_text(work.issue)),
        (_("Owner unit"), work.unit.name),
        (_("Set on"), work.set_on),
        (_("Due on"), work.due_on),
        (_("Overdue"), late or None),
        (_("Result"), pii.mask_text(work.result)),
        (_("Handed in by"), work.submitted_by),
        (_("Handed in on"), work.submitted_on),
        (_("Verified by"), work.judged_by),
        (_("Closed on"), work.closed_on),
    )
    return Shown(
        title=pii.mask_text(str(work)),
        status=label("rectification_status", work.status),
        is_ended=not work.is_open,
        sections=(Section(_("Rectification"), facts),),
    )


def _acts(work: Rectification, user: User) -> list[Act]:
    """What may be done now, and the way to what it was found by."""
    moves = [
        Act(
            move.label, reverse("reviews:rectification_move", args=[work.pk, move.name])
        )
        for move in work.next_moves(user)
        if not (move.may == "records.approve" and work.why_not_judge(user))
    ]
    found = Act(_("What it was found by"), work.source.get_absolute_url(), "eye")
    return [*moves, found]


RECTIFICATIONS = Register(
    noun=Rectification,
    label=_("Rectifications"),
    subject="offers",
    table=RectificationTable,
    filterset=RectificationFilter,
    show=_show,
    order=("due_on", "pk"),
    related=(
        "unit",
        "submitted_by",
        "judged_by",
        "monitoring_check",
        "evaluation__product",
        "suitability_check__product",
    ),
    keeps="tasks.answer",
    acts=_acts,
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.WATCHING),
)
