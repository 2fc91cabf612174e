"""Mediations: the list, the page of one, and what is done."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints import mediation_actions as actions
from complaints.after_filters import MediationFilter
from complaints.after_forms import MediationMoveForm, OfferForm
from complaints.after_tables import MediationTable
from complaints.models import Mediation
from complaints.pages.doing import case_of
from complaints.pages.learning_doing import answered, posted
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

_HANDLE = "complaints.handle"
_FORM = ["GET", "POST"]


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


MEDIATIONS = Register(
    noun=Mediation,
    label=_("Mediations"),
    subject="complaints",
    table=MediationTable,
    filterset=MediationFilter,
    show=_show,
    order=("-offered_on", "-pk"),
    related=("complaint__unit", "complaint__root", "entered_by"),
    keeps=_HANDLE,
    acts=_acts,
)


@require_http_methods(_FORM)
@access(sees="complaints", may=_HANDLE)
def mediation_offer(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = OfferForm(posted(request), initial={"offered_on": timezone.localdate()})

    def write(at: datetime) -> Mediation:
        offer = actions.Offer(**form.cleaned_data)
        return actions.offer_mediation(case, offer, actor=request.user, at=at)

    return answered(request, form, write, title=_("Offer mediation"), back=case)


@require_http_methods(_FORM)
@access(sees="complaints")
def mediation_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The state table decides who may make it; its form asks for what it needs."""
    found = get_object_or_404(MEDIATIONS.visible_to(request.user), pk=pk)
    asked = found.machine.moves.get(move)
    if asked is None or not request.user.scope.allows(asked.may):
        raise Http404
    may_stop = found.complaint.status == "investigating"
    form = MediationMoveForm(posted(request), move=asked, may_stop=may_stop)

    def write(at: datetime) -> None:
        values, note = form.values(), form.cleaned_data["note"]
        actions.move_mediation(
            found, move, values, actor=request.user, at=at, note=note
        )

    return answered(request, form, write, title=asked.label, back=found)
