"""The list of rectifications, the page of one, its moves and its effect."""

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.learning import queries
from complaints.learning.filters import RectificationFilter
from complaints.learning.tables import RectificationTable
from complaints.models import Complaint, Problem, Rectification
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown


def _show(one: Rectification) -> Shown:
    facts = (
        (_("Because of"), one.beside),
        (_("Action to take"), pii.mask_text(one.action)),
        (_("Owner unit"), one.unit),
        (_("Person in charge"), one.person),
        (_("Due on"), one.due_on),
        (_("Overdue"), one.is_overdue(timezone.localdate()) or None),
        (_("Set on"), one.set_on),
        (_("Set by"), one.set_by),
        (_("Result"), pii.mask_text(one.result)),
        (_("Handed in by"), one.submitted_by),
        (_("Handed in on"), one.submitted_on),
        (_("Verified by"), one.judged_by),
        (_("Closed on"), one.closed_on),
        (_("Risk accepted until"), one.risk_until),
    )
    return Shown(
        title=f"{_('Rectification')} · {one.beside}",
        status=label("rectification_status", one.status),
        is_ended=not one.is_open,
        sections=(Section(_("Rectification"), facts),),
    )


def _acts(one: Rectification, user: User) -> list[Act]:
    """Only what this person may do: the guards say the rest."""
    return [
        Act(move.label, reverse("complaints:rectification_move", args=[one.pk, name]))
        for move in one.machine.open_to(user, one.status)
        if not _is_others(one, (name := move.name), user)
    ]


def _is_others(one: Rectification, name: str, user: User) -> bool:
    works = name in ("begin", "submit", "take_up")
    return bool(one.why_not_work(user) if works else one.why_not_judge(user))


RECTIFICATIONS = Register(
    noun=Rectification,
    label=_("Rectifications"),
    subject="complaints",
    table=RectificationTable,
    filterset=RectificationFilter,
    show=_show,
    order=("due_on", "pk"),
    related=(
        "unit",
        "person",
        "problem",
        "complaint",
        "set_by",
        "submitted_by",
        "judged_by",
    ),
    keeps="tasks.answer",
    acts=_acts,
    list_acts=lambda user: [Act(_("Learning"), reverse("complaints:learning"))],
)


def beside(one: Rectification, user: User) -> dict[str, object]:
    """What it belongs to, where the asker sees that, and the effect."""
    kind: Any = Problem if one.problem_id else Complaint
    pk = one.problem_id or one.complaint_id
    return {
        "belongs_to": kind.objects.visible_to(user).filter(pk=pk).first(),
        "effect": queries.effect(one, user, timezone.localdate()),
        "effect_url": "complaints:rectification_effect",
    }
