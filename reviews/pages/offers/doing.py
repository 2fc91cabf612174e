"""Pages that do one thing: record a stage, move a rectification on."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.states import MoveRefused
from reviews.models.offers import Product, Rectification
from reviews.offers import actions
from reviews.offers.forms import ReasonForm, ResultForm, StageForm

_FORM = ["GET", "POST"]


@require_http_methods(_FORM)
@access(sees="offers", may="records.keep")
def product_stage(request: StaffRequest, pk: int) -> HttpResponse:
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    following = actions.next_stages(product)
    initial = {"stage": following[0] if following else "", "day": timezone.localdate()}
    form = StageForm(_posted(request), initial=initial)

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

    return _answered(request, form, write, product, _("Record a stage"))


@require_http_methods(_FORM)
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
    form = kind(_posted(request), initial=initial)

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

    return _answered(request, form, write, work, asked.label)


def _posted(request: StaffRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answered(
    request: StaffRequest,
    form: Any,
    write: Callable[[datetime], object],
    record: Any,
    title: Any,
) -> HttpResponse:
    """The form, or the record's page once it was written; a refusal is told above."""
    if request.method == "POST" and form.is_valid():
        try:
            write(timezone.now())
        except (WriteRefused, MoveRefused) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(record)
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "title": title, "record": record}
    return render(request, "reviews/offer_form.html", context, status=status)
