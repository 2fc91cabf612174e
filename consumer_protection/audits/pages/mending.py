"""The steps of what is mended, for whatever it was found by."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.audits import forms, states
from consumer_protection.audits.doing.mending import BRINGS, Brought, move_mended
from consumer_protection.audits.models import Finding, OutletCheck
from consumer_protection.core import pii
from consumer_protection.core.attachments import LIMIT, Upload
from consumer_protection.core.deeds import FORM, answered, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Section
from consumer_protection.core.states import Move


@require_http_methods(FORM)
@access(sees="audits")
def finding_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    visible = Finding.objects.visible_to(request.user)
    found = get_object_or_404(visible.select_related("project", "unit"), pk=pk)
    return _move(request, found, move)


@require_http_methods(FORM)
@access(sees="audits")
def check_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    visible = OutletCheck.objects.visible_to(request.user)
    return _move(
        request, get_object_or_404(visible.select_related("unit"), pk=pk), move
    )


def _move(
    request: StaffRequest, record: Finding | OutletCheck, name: str
) -> HttpResponse:
    """The machine says who may and when; here is asked what the move needs."""
    asked = record.machine.moves.get(name)
    if asked is None:
        raise Http404
    form: Any
    if name == "submit":
        own = {"result": record.result}
        form = forms.SubmitForm(posted(request), request.FILES or None, initial=own)
    else:
        kind = forms.AcceptForm if name == "accept_risk" else forms.NoteForm
        form = kind(posted(request))

    def write(at: datetime) -> None:
        given = form.cleaned_data
        brought = Brought(
            given.get(BRINGS.get(name, "")),
            _upload(given.get("file")),
            given.get("note", ""),
        )
        move_mended(record, name, brought, actor=request.user, at=at)

    return answered(request, form, write, title=asked.label, back=record)


def acts_of(record: Finding | OutletCheck, user: User) -> list[Act]:
    """The steps open to this person, and none that never is: another unit's work,
    one's own result to be verified."""
    door = f"audits:{'finding' if isinstance(record, Finding) else 'check'}_move"
    return [
        Act(
            move.label,
            reverse(door, args=[record.pk, move.name]),
            is_main=move.name in ("begin", "submit", "close"),
        )
        for move in record.next_moves(user)
        if not _is_never(record, move, user)
    ]


def _is_never(record: Finding | OutletCheck, move: Move, user: User) -> bool:
    if move.may == states.VERIFY:
        return bool(record.why_not_judge(user))
    return bool(record.why_not_work(user))


def work_on(record: Finding | OutletCheck, *first: tuple[Any, object]) -> Section:
    facts = (
        *first,
        (_("Rectify by"), record.due_on),
        (_("Result of the rectification"), pii.mask_text(record.result)),
        (_("Handed in by"), record.submitted_by),
        (_("Handed in on"), record.submitted_on),
        (_("Verified by"), record.judged_by),
        (_("Risk accepted until"), record.accepted_until),
        (_("Rectified on"), record.closed_on),
    )
    return Section(_("Rectification"), facts)


def is_of_ledger(record: Any) -> bool:
    return not record.lives_here


def _upload(file: Any) -> Upload | None:
    return Upload(file.name, file.read(LIMIT + 1)) if file else None
