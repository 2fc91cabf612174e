"""Asking for a review: the request, its materials, its moves."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit
from reviews import states
from reviews.doing import materials, requesting
from reviews.forms import MaterialForm, MoveForm, RequestForm
from reviews.models import Review
from reviews.pages.doing import REFUSALS, answered, data_of, review_of, upload


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.SUBMIT)
def review_new(request: StaffRequest) -> HttpResponse:
    """The same form sent twice makes one request."""
    return _request_page(request, None)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.SUBMIT)
def review_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft or a returned request."""
    review = review_of(request, pk)
    if review.uid is None or review.status not in ("draft", "returned"):
        raise Http404
    return _request_page(request, review)


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=states.SUBMIT)
def material_add(request: StaffRequest, pk: int) -> HttpResponse:
    review = review_of(request, pk)
    names = sorted(set(review.materials.values_list("name", flat=True)))
    form = MaterialForm(*data_of(request), names=names)

    def write(at: datetime) -> None:
        data = form.cleaned_data
        file = upload(data["file"])
        if file is not None:
            paper = materials.Paper(file, data["name"])
            materials.add_material(review, paper, actor=request.user, at=at)

    hint = _("Versions are kept side by side: none is ever written over.")
    return answered(request, review, form, _("Add material"), write, hint=hint)


@require_http_methods(["GET", "POST"])
@access(sees="reviews")
def review_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The state table decides who may make it; its form asks for what it needs."""
    review = review_of(request, pk)
    found = review.machine.moves.get(move)
    if found is None or not request.user.scope.allows(found.may):
        raise Http404
    form = MoveForm(data_of(request)[0], move=found)

    def write(at: datetime) -> None:
        values: dict[str, Any] = dict(form.cleaned_data)
        note = str(values.pop("note", ""))
        requesting.move_review(
            review, move, values, actor=request.user, at=at, note=note
        )

    return answered(request, review, form, found.label, write)


def _request_page(request: StaffRequest, review: Review | None) -> HttpResponse:
    today = timezone.localdate()
    scope = request.user.scope
    own = {pk for pk in (scope.unit_id, *scope.below) if pk is not None}
    units = Unit.objects.visible_to(request.user).valid_on(today).filter(pk__in=own)
    data, files = data_of(request)
    form = RequestForm(data, files, units=units, initial=_initial(request, review))
    uid = review.uid if review and review.uid else _uid(request)
    if data is not None and form.is_valid():
        try:
            kept = _kept(request, uid, form.cleaned_data)
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            is_draft = kept.status == "draft"
            told = _("The draft is kept.") if is_draft else _("Submitted.")
            messages.success(request, told)
            return redirect(kept)
    context = {"form": form, "uid": uid, "review": review}
    status = 422 if form.errors else 200
    return render(request, "reviews/request.html", context, status=status)


@transaction.atomic
def _kept(request: StaffRequest, uid: UUID, data: dict[str, Any]) -> Review:
    """All of it or nothing: a refused file leaves no half request behind."""
    actor, at = request.user, timezone.now()
    values = {name: data[name] for name in ("unit", *requesting.FIELDS)}
    review = requesting.keep_request(uid, values, actor=actor, at=at)
    if file := upload(data["material"]):
        materials.add_material(review, materials.Paper(file), actor=actor, at=at)
    if "draft" not in request.POST and review.status in ("draft", "returned"):
        requesting.move_review(review, "submit", {}, actor=actor, at=at)
    return review


def _uid(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("uid", ""))
    except ValueError:
        return uuid4()


def _initial(request: StaffRequest, review: Review | None) -> dict[str, Any]:
    if review is None:
        return {"unit": request.user.unit_id, "trigger": "new", "origin": "own"}
    known = {name: getattr(review, name) for name in requesting.FIELDS}
    return {**known, "unit": review.unit_id}
