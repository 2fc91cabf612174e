"""What is done to applications to verify an answer again."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints.after import recheck_actions as actions
from complaints.after.forms import ApplyForm, ReasonForm, RecheckMoveForm
from complaints.models import Recheck
from complaints.pages.after.rechecks import HANDLE, RECHECKS
from complaints.pages.doing import case_of
from complaints.pages.learning.learning_doing import answered, posted
from consumer_protection.core.http import StaffRequest, access

_FORM = ["GET", "POST"]


@require_http_methods(_FORM)
@access(sees="complaints", may=HANDLE)
def recheck_apply(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = ApplyForm(posted(request), initial={"applied_on": timezone.localdate()})

    def write(at: datetime) -> Recheck:
        data = form.cleaned_data
        given = (data["applied_on"], data["grounds"])
        return actions.apply_for_recheck(case, *given, actor=request.user, at=at)

    hint = _("Within 30 days of the answer; a later one may be accepted with a reason.")
    title = _("Application for a recheck")
    return answered(request, form, write, title=title, back=case, hint=hint)


@require_http_methods(_FORM)
@access(sees="complaints")
def recheck_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The state table decides who may make it; its form asks for what it needs."""
    recheck = _recheck_of(request, pk)
    asked = recheck.machine.moves.get(move)
    if asked is None or not request.user.scope.allows(asked.may):
        raise Http404
    form = RecheckMoveForm(posted(request), move=asked)

    def write(at: datetime) -> None:
        values: dict[str, Any] = dict(form.cleaned_data)
        note = values.pop("note", "")
        actions.move_recheck(
            recheck, move, values, actor=request.user, at=at, note=note
        )

    hint = _("Whoever handled or decided the case does not recheck it.")
    return answered(
        request,
        form,
        write,
        title=asked.label,
        back=recheck,
        hint=hint if move == "decide" else "",
    )


@require_http_methods(_FORM)
@access(sees="complaints", may=HANDLE)
def recheck_reopen(request: StaffRequest, pk: int) -> HttpResponse:
    recheck = _recheck_of(request, pk)
    form = ReasonForm(posted(request))

    def write(at: datetime) -> None:
        reason = form.cleaned_data["reason"]
        actions.reopen_case(recheck, reason, actor=request.user, at=at)

    title = _("Reopen the case")
    return answered(request, form, write, title=title, back=recheck)


def _recheck_of(request: StaffRequest, pk: int) -> Recheck:
    found: Recheck = get_object_or_404(RECHECKS.visible_to(request.user), pk=pk)
    return found
