"""What is done to mediations."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints.after import mediation_actions as actions
from complaints.after.forms import MediationMoveForm, OfferForm
from complaints.models import Mediation
from complaints.pages.after.mediations import HANDLE, MEDIATIONS
from complaints.pages.doing import case_of
from complaints.pages.learning.learning_doing import answered, posted
from consumer_protection.core.http import StaffRequest, access

_FORM = ["GET", "POST"]


@require_http_methods(_FORM)
@access(sees="complaints", may=HANDLE)
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
        values, note = form.values(), form.cleaned_data.get("note", "")
        actions.move_mediation(
            found, move, values, actor=request.user, at=at, note=note
        )

    return answered(request, form, write, title=asked.label, back=found)
