"""Mediations: the list and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.after.filters import MediationFilter
from complaints.after.tables import MediationTable
from complaints.models import Mediation
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

HANDLE = "complaints.handle"


def _show(mediation: Mediation) -> Shown:
    facts = (
        (_("Complaint number"), mediation.complaint),
        (_("Unit complained of"), mediation.complaint.unit),
        (_("Kind of body"), label("mediation_body", mediation.body)),
        (_("Name of the body"), mediation.body_name),
        (_("Offered on"), mediation.offered_on),
        (_("Accepted or refused on"), mediation.answered_on),
        (
            _("Refused by"),
            label("mediation_side", mediation.refused_by)
            if mediation.refused_by
            else "",
        ),
        (_("Reason of the refusal"), pii.mask_text(mediation.refusal)),
        (_("Began on"), mediation.started_on),
        (_("Clock stopped for it"), mediation.has_stopped_clock or None),
        (_("Ended on"), mediation.ended_on),
        (_("Agreement"), pii.mask_text(mediation.agreement)),
        (_("Put on record by"), mediation.entered_by),
    )
    return Shown(
        title=f"{_('Mediation')} · {mediation.complaint}",
        status=label("mediation_status", mediation.status),
        is_ended=not mediation.is_open,
        sections=(Section(_("Mediation"), facts),),
    )


def _acts(mediation: Mediation, user: User) -> list[Act]:
    moves = mediation.machine.open_to(user, mediation.status)
    found = [
        Act(
            move.label,
            reverse("complaints:mediation_move", args=[mediation.pk, move.name]),
        )
        for move in moves
    ]
    return [*found, Act(_("The case"), mediation.complaint.get_absolute_url())]


def _list_acts(user: User) -> list[Act]:
    cases, rechecks = "complaints:complaint_list", "complaints:recheck_list"
    return [
        Act(_("Complaints"), reverse(cases), "message"),
        Act(_("Rechecks"), reverse(rechecks), "list"),
    ]


MEDIATIONS = Register(
    noun=Mediation,
    label=_("Mediations"),
    subject="complaints",
    table=MediationTable,
    filterset=MediationFilter,
    show=_show,
    order=("-offered_on", "-pk"),
    related=("complaint__unit", "complaint__root", "entered_by"),
    keeps=HANDLE,
    acts=_acts,
    list_acts=_list_acts,
)
