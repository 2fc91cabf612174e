"""Setting rectifications, their moves, and the complaints before and after them."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from complaints.learning import problem_actions as actions
from complaints.learning import queries
from complaints.learning.forms import (
    ReasonForm,
    RectificationForm,
    ResultForm,
    RiskForm,
)
from complaints.models import Complaint, Problem, Rectification
from complaints.pages.effects import effect_list
from complaints.pages.learning.learning_doing import answered, posted
from complaints.pages.learning.rectifications import RECTIFICATIONS
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit

_HANDLE = "complaints.handle"
_FORM = ["GET", "POST"]
_FORMS: dict[str, type[forms.Form]] = {"submit": ResultForm, "accept_risk": RiskForm}


@require_http_methods(_FORM)
@access(sees="complaints", may=_HANDLE)
def problem_rectify(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Problem.objects.visible_to(request.user)
    return _set(request, get_object_or_404(visible, pk=pk))


@require_http_methods(_FORM)
@access(sees="complaints", may=_HANDLE)
def case_rectify(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Complaint.objects.visible_to(request.user)
    return _set(request, get_object_or_404(visible, pk=pk))


def _set(request: StaffRequest, subject: Any) -> HttpResponse:
    form = RectificationForm(
        posted(request),
        units=Unit.objects.visible_to(request.user).valid_on(timezone.localdate()),
        people=queries.staff_of(request.user),
        initial={"unit": subject.unit_id},
    )
    return answered(
        request,
        form,
        lambda at: actions.set_rectification(
            subject, form.cleaned_data, actor=request.user, at=at
        ),
        title=_("Set a rectification"),
        back=subject,
    )


@require_http_methods(_FORM)
@access(sees="complaints")
def rectification_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """Asks for the result, the reason or the day, and makes the move."""
    one = _one(request, pk)
    asked = one.machine.moves.get(move)
    if asked is None:
        raise Http404
    initial = {"result": one.result} if move == "submit" else None
    form = _FORMS.get(move, ReasonForm)(posted(request), initial=initial)
    return answered(
        request, form, _write(request, one, move, form), title=asked.label, back=one
    )


def _write(
    request: StaffRequest, one: Rectification, move: str, form: Any
) -> Callable[[datetime], object]:
    def write(at: datetime) -> None:
        given = form.cleaned_data
        value = given.get(actions.BRINGS.get(move, ""))
        note = given.get("note", "")
        actions.move_rectification(
            one, move, value, actor=request.user, at=at, note=note
        )

    return write


@require_GET
@access(sees="complaints")
def rectification_effect(request: StaffRequest, pk: int, side: str) -> HttpResponse:
    return effect_list(request, _one(request, pk), side)


def _one(request: StaffRequest, pk: int) -> Rectification:
    visible = RECTIFICATIONS.visible_to(request.user)
    found: Rectification = get_object_or_404(visible, pk=pk)
    return found
