"""What is done to a case: its moves, notes, new facts and extensions."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from complaints import handling, queries
from complaints.case_forms import (
    ExtensionForm,
    ExtensionMoveForm,
    FactsForm,
    MoveForm,
    NoteForm,
)
from complaints.models import Complaint, Extension
from complaints.pages.doing import answered, case_of, upload
from consumer_protection.core import pii
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit
from consumer_protection.core.states import MoveRefused

_HANDLE = "complaints.handle"


@require_http_methods(["GET", "POST"])
@access(sees="complaints")
def case_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The state table decides who may make it; its form asks for what it needs."""
    case = case_of(request, pk)
    found = case.machine.moves.get(move)
    if found is None or not request.user.scope.allows(found.may):
        raise Http404
    units = Unit.objects.visible_to(request.user).valid_on(timezone.localdate())
    names = (*found.needs, *found.takes)
    initial = {name: getattr(case, name) for name in names}
    if "handling_unit" in names and case.handling_unit is None:
        suggested = queries.suggested_unit(case, timezone.localdate())
        initial["handling_unit"] = suggested.pk if suggested else None
    data = request.POST if request.method == "POST" else None
    form = MoveForm(data, move=found, units=units, initial=initial)

    def write(at: datetime) -> None:
        values = _values(request, form.cleaned_data)
        note = str(values.pop("note", ""))
        handling.move_case(case, move, values, actor=request.user, at=at, note=note)

    return answered(request, case, form, found.label, write)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def case_note(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    initial = {"happened_on": timezone.localdate(), "kind": "contact"}
    is_post = request.method == "POST"
    form = (
        NoteForm(request.POST, request.FILES) if is_post else NoteForm(initial=initial)
    )

    def write(at: datetime) -> None:
        data = form.cleaned_data
        given = handling.Note(
            data["kind"],
            data["text"],
            data["happened_on"],
            data["evidence"] if data["kind"] == "evidence" else "",
            upload(data["file"]),
        )
        handling.note(case, given, actor=request.user, at=at)

    return answered(request, case, form, _("Add to the journal"), write)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def case_facts(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = FactsForm(request.POST or None)

    def write(at: datetime) -> None:
        text = form.cleaned_data["text"]
        handling.take_new_facts(case, text, actor=request.user, at=at)

    hint = _("The clock begins anew today (art. 18). What was late stays late.")
    return answered(request, case, form, _("New facts"), write, hint=hint)


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_HANDLE)
def case_extend(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    form = ExtensionForm(request.POST or None)

    def write(at: datetime) -> None:
        data = form.cleaned_data
        handling.ask_extension(case, handling.Wish(**data), actor=request.user, at=at)

    return answered(request, case, form, _("Ask for an extension"), write)


@require_http_methods(["GET", "POST"])
@access(sees="complaints")
def extension_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    visible = Extension.objects.visible_to(request.user).select_related("complaint")
    extension = get_object_or_404(visible, pk=pk)
    found = extension.machine.moves.get(move)
    if found is None or not request.user.scope.allows(found.may):
        raise Http404
    form = ExtensionMoveForm(
        request.POST if request.method == "POST" else None, name=move
    )

    def write(at: datetime) -> None:
        values = dict(form.cleaned_data)
        note = str(values.pop("note", ""))
        handling.move_extension(
            extension, move, values, actor=request.user, at=at, note=note
        )

    case: Complaint = extension.complaint
    return answered(
        request, case, form, found.label, write, hint=pii.mask_text(extension.reason)
    )


@require_GET
@access(sees="complaints")
def case_deadline(request: StaffRequest, pk: int) -> HttpResponse:
    """How the due date comes about, step by step."""
    case = case_of(request, pk)
    context = {"case": case, "deadline": queries.deadline(case, timezone.localdate())}
    return render(request, "complaints/deadline.html", context)


def _values(request: StaffRequest, data: dict[str, Any]) -> dict[str, Any]:
    """The form's values as the case takes them."""
    values = {name: value for name, value in data.items() if name != "no_interest"}
    if "merged_into" in values:
        number = values["merged_into"]
        visible = Complaint.objects.visible_to(request.user)
        other = visible.filter(number=number).first() if number else None
        if other is None:
            raise MoveRefused(_("There is no case of this number."))
        values["merged_into"] = other
    return values
