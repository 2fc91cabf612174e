"""Applications to verify an answer again: the list, the page of one, what is done."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from complaints import recheck_actions as actions
from complaints.after_filters import RecheckFilter
from complaints.after_forms import ApplyForm, ReasonForm, RecheckMoveForm
from complaints.after_tables import RecheckTable
from complaints.models import Recheck
from complaints.pages.doing import case_of
from complaints.pages.learning_doing import answered, posted
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

_HANDLE = "complaints.handle"
_FORM = ["GET", "POST"]


def _show(recheck: Recheck) -> Shown:
    application = (
        (_("Complaint number"), recheck.complaint),
        (_("Unit complained of"), recheck.complaint.unit),
        (_("Answer told on"), recheck.answered_on),
        (_("Last day to apply"), recheck.apply_until),
        (_("Applied on"), recheck.applied_on),
        (_("Came late"), recheck.came_late or None),
        (_("What the complainant objects to"), pii.mask_text(recheck.grounds)),
        (_("Put on record by"), recheck.entered_by),
    )
    decision = (
        (_("Due on"), recheck.due_on),
        (_("Late"), recheck.is_late or None),
        (_("Accepted on"), recheck.accepted_on),
        (
            _("Result of the recheck"),
            label("review_result", recheck.result) if recheck.result else "",
        ),
        (_("Reasons"), pii.mask_text(recheck.reasons)),
        (_("Decided by"), recheck.decided_by),
        (_("Decided at"), recheck.decided_at),
        (_("Ended on"), recheck.ended_on),
        (_("Case reopened on"), recheck.reopened_on),
    )
    return Shown(
        title=f"{_('Recheck')} · {recheck.complaint}",
        status=label("recheck_status", recheck.status),
        is_ended=not recheck.is_open,
        sections=(
            Section(_("Application"), application),
            Section(_("Decision"), decision),
        ),
    )


def _acts(recheck: Recheck, user: User) -> list[Act]:
    """What the table opens and no rule forbids; then the letter, the case."""
    found = [
        Act(
            move.label, reverse("complaints:recheck_move", args=[recheck.pk, move.name])
        )
        for move in recheck.machine.open_to(user, recheck.status)
        if not (move.guard and getattr(recheck, move.guard)(user))
    ]
    if user.scope.allows(_HANDLE):
        found += _handler_acts(recheck)
    return [*found, Act(_("The case"), recheck.complaint.get_absolute_url())]


def _handler_acts(recheck: Recheck) -> list[Act]:
    found, letter, case = [], recheck.letter, recheck.complaint
    if letter is not None:
        url = reverse("complaints:letter_detail", args=[letter.pk])
        name = letter.number or label("letter_kind", letter.kind)
        found.append(Act(f"→ {name}", url))
    elif recheck.status == "decided":
        url = reverse("complaints:letter_new", args=[case.pk, "recheck"])
        found.append(Act(label("letter_kind", "recheck"), url, is_main=True))
    if recheck.was_overturned and recheck.reopened_on is None and not case.is_open:
        url = reverse("complaints:recheck_reopen", args=[recheck.pk])
        found.append(Act(_("Reopen the case"), url))
    return found


RECHECKS = Register(
    noun=Recheck,
    label=_("Rechecks"),
    subject="complaints",
    table=RecheckTable,
    filterset=RecheckFilter,
    show=_show,
    order=("-applied_on", "-pk"),
    related=("complaint__unit", "complaint__root", "entered_by", "decided_by"),
    keeps=_HANDLE,
    acts=_acts,
)


@require_http_methods(_FORM)
@access(sees="complaints", may=_HANDLE)
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
        note = values.pop("note")
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
@access(sees="complaints", may=_HANDLE)
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
