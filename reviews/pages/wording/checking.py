"""The wording check: what is to be checked, what was found, exceptions."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core.documents.text_refusals import TextRefused
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit
from consumer_protection.core.roles import Width
from consumer_protection.core.states import MoveRefused
from reviews.models import Material, Review, WordingCheck, WordingException
from reviews.pages.wording.nudging import nudge
from reviews.wording_actions import checks, exceptions
from reviews.wording_forms import CheckForm
from reviews.wording_states import CHECK

_RECENT = 8


@require_http_methods(["GET", "POST"])
@access(sees="reviews", may=CHECK)
def wording_start(request: StaffRequest) -> HttpResponse:
    """Paste a text or choose a file; short ones are answered at once."""
    form = _form(request)
    if request.method == "POST" and form.is_valid():
        own = _asked(request, form)
        if own is not None:
            return redirect(own)
    recent = WordingCheck.objects.visible_to(request.user).select_related("unit")
    context = {"form": form, "recent": recent.order_by("-pk")[:_RECENT]}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reviews/wording_start.html", context, status=status)


@require_POST
@access(sees="reviews", may=CHECK)
def wording_of_material(request: StaffRequest, pk: int) -> HttpResponse:
    """This very version of a review's material; the result names its digest."""
    visible = Material.objects.visible_to(request.user)
    paper = get_object_or_404(visible.select_related("review__unit", "file"), pk=pk)
    try:
        own = checks.ask_of_material(paper, actor=request.user, at=timezone.now())
    except TextRefused as refused:
        messages.error(request, refused.message)
        return redirect(paper.review)
    _begin(own)
    return redirect(own)


@require_POST
@access(sees="reviews", may=CHECK)
def wording_again(request: StaffRequest, pk: int) -> HttpResponse:
    """The same material by today's rules; what was found before stays."""
    old = get_object_or_404(WordingCheck.objects.visible_to(request.user), pk=pk)
    own = checks.ask_again(old, actor=request.user, at=timezone.now())
    _begin(own)
    return redirect(own)


@require_POST
@access(sees="reviews", may=CHECK)
def wording_except(request: StaffRequest, pk: int) -> HttpResponse:
    own = get_object_or_404(WordingCheck.objects.visible_to(request.user), pk=pk)
    place, reason = request.POST.get("place", ""), request.POST.get("reason", "")
    try:
        exceptions.ask_exception(
            own, place, reason, actor=request.user, at=timezone.now()
        )
        messages.success(request, _("Asked for: somebody else decides on it."))
    except exceptions.ExceptionRefused as refused:
        messages.error(request, str(refused))
    return redirect(own)


@require_POST
@access(sees="reviews")
def wording_decide(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The table of the exception's moves says who may."""
    seen = WordingException.objects.visible_to(request.user)
    made = get_object_or_404(seen.select_related("check_run"), pk=pk)
    note = request.POST.get("note", "")[:500]
    try:
        exceptions.decide_exception(
            made, move, note, actor=request.user, at=timezone.now()
        )
        messages.success(request, _("Saved."))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    return redirect(made.check_run)


def _form(request: StaffRequest) -> CheckForm:
    user, scope = request.user, request.user.scope
    units = Unit.objects.visible_to(user).valid_on(timezone.localdate())
    if not scope.sees_all("reviews"):
        is_wide = scope.widths.get("reviews") is Width.BELOW
        units = units.filter(pk__in=scope.below if is_wide else [scope.unit_id])
    return CheckForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        reviews=Review.objects.visible_to(user).order_by("-pk")[:200],
        initial={"unit": user.unit_id},
    )


def _asked(request: StaffRequest, form: CheckForm) -> WordingCheck | None:
    """The check that was asked for, or None once the form says why there is none."""
    given: dict[str, Any] = form.cleaned_data
    file = given["file"]
    content = file.read() if file else checks.clean(given["text"]).encode()
    asked = checks.Asked(
        content,
        given["unit"],
        given["kind"],
        given["medium"],
        file.name if file else "",
        review=given["review"],
    )
    try:
        own = checks.ask(asked, actor=request.user, at=timezone.now())
    except TextRefused as refused:
        form.add_error("file", refused.message)
        return None
    _begin(own)
    return own


def _begin(own: WordingCheck) -> None:
    if not checks.check_now(own, at=timezone.now()):
        nudge(own)
