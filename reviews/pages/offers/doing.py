"""Pages that do one thing: record a stage, move a rectification on."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import FORM, answered, posted
from consumer_protection.core.http import StaffRequest, access
from reviews.models.offers import Product, Rectification
from reviews.offers import actions
from reviews.offers.forms import ReasonForm, ResultForm, StageForm


@require_http_methods(FORM)
@access(sees="offers", may="records.keep")
def product_stage(request: StaffRequest, pk: int) -> HttpResponse:
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    following = actions.next_stages(product)
    initial = {"stage": following[0] if following else "", "day": timezone.localdate()}
    form = StageForm(posted(request), initial=initial)

    def write(at: datetime) -> None:
        given = form.cleaned_data
        actions.record_stage(
            product,
            given["stage"],
            given["day"],
            given["note"],
            actor=request.user,
            at=at,
        )

    return answered(request, form, write, title=_("Record a stage"), back=product)


@require_http_methods(FORM)
@access(sees="offers")
def rectification_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The machine says who may and when; here is asked what the move needs."""
    work = get_object_or_404(Rectification.objects.visible_to(request.user), pk=pk)
    asked = work.machine.moves.get(move)
    if asked is None:
        raise Http404
    takes_result = move == "submit"
    kind = ResultForm if takes_result else ReasonForm
    initial = {"result": work.result} if takes_result else None
    form = kind(posted(request), initial=initial)

    def write(at: datetime) -> None:
        given = form.cleaned_data
        actions.move_rectification(
            work,
            move,
            given.get("result", ""),
            actor=request.user,
            at=at,
            note=given.get("note", ""),
        )

    return answered(request, form, write, title=asked.label, back=work)
