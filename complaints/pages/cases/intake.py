"""Putting a complaint on record, with similar cases beside the form."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints import registering
from complaints.case_forms import IntakeForm
from complaints.models import Complaint
from complaints.models.representative import MOST
from complaints.pages.doing import upload
from complaints.registering import CaseRefused, Intake, Speaker
from complaints.similar import Draft, similar, wave
from consumer_protection.core import attachments
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit

_APART = ("speakers", "takes_doubtful", "photos")


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may="complaints.handle")
def case_new(request: StaffRequest) -> HttpResponse:
    """The same form sent twice makes one case; a draft is completed under its form."""
    units = Unit.objects.visible_to(request.user).valid_on(timezone.localdate())
    uid, draft = _uid(request), None
    if request.method == "GET":
        draft = _draft(request)
        uid = draft.uid if draft else uid
    initial = _initial(request, draft)
    data = request.POST if request.method == "POST" else None
    files = request.FILES if data is not None else None
    form = IntakeForm(data, files, units=units, initial=initial)
    if data is not None and form.is_valid():
        as_draft = "draft" in request.POST
        try:
            case = registering.put_on_record(
                uid,
                _intake(form.cleaned_data),
                actor=request.user,
                at=timezone.now(),
                as_draft=as_draft,
            )
        except (CaseRefused, attachments.FileUnfit) as error:
            form.add_error(None, str(error))
        else:
            told = (
                _("The draft is kept.") if as_draft else _("Put on record: %s") % case
            )
            messages.success(request, told)
            return redirect(case)
    context = {"form": form, "uid": uid, "drafts": _drafts(request)}
    status = 422 if form.errors else 200
    return render(request, "complaints/case_new.html", context, status=status)


@require_POST
@access(sees="complaints", may="complaints.handle")
def case_similar(request: StaffRequest) -> HttpResponse:
    """What is known so far against the cases of the last year; nothing is kept."""
    units = Unit.objects.visible_to(request.user)
    form = IntakeForm(request.POST, units=units)
    form.is_valid()
    known = form.cleaned_data
    context: dict[str, Any] = {"alike": [], "wave": 0}
    if known.get("unit"):
        draft = Draft(
            known["unit"],
            known.get("received_on") or timezone.localdate(),
            known.get("description") or "",
            known.get("category") or "",
            known.get("complainant") or "",
            known.get("phone") or "",
            known.get("id_number") or "",
        )
        context = {
            "alike": similar(draft, request.user),
            "wave": wave(draft, request.user),
        }
    return render(request, "complaints/_similar.html", context)


def _intake(data: dict[str, Any]) -> Intake:
    values = {name: value for name, value in data.items() if name not in _APART}
    values["is_face_to_face"] = values["is_face_to_face"] or None
    files = [one for file in data["photos"] if (one := upload(file))]
    return Intake(values, _speakers(data["speakers"]), files)


def _speakers(text: str) -> list[Speaker]:
    """One a line: the name, then the phone."""
    found = []
    for line in text.splitlines()[: MOST * 4]:
        name, _comma, phone = line.replace("，", ",").replace(" ", ",").partition(",")
        if name.strip():
            found.append(Speaker(name.strip()[:60], phone.strip(" ,")[:30]))
    return found


def _uid(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("uid", ""))
    except ValueError:
        return uuid4()


def _drafts(request: StaffRequest) -> Any:
    visible = Complaint.objects.visible_to(request.user)
    return visible.filter(status="draft", registered_by=request.user).order_by("-pk")[
        :5
    ]


def _draft(request: StaffRequest) -> Complaint | None:
    wanted = request.GET.get("draft", "")
    if not wanted:
        return None
    for one in _drafts(request):
        if str(one.pk) == wanted:
            found: Complaint = one
            return found
    raise Http404


def _initial(request: StaffRequest, draft: Complaint | None) -> dict[str, Any]:
    if draft is not None:
        names = [name for name in IntakeForm.base_fields if name not in _APART]
        known = {name: getattr(draft, name) for name in names}
        lines = [f"{one.name},{one.phone}" for one in draft.representatives.all()]
        return {**known, "unit": draft.unit_id, "speakers": "\n".join(lines)}
    today: date = timezone.localdate()
    return {
        "record_nature": "complaint",
        "received_on": today,
        "source": "direct_customer",
        "capacity": "self",
        "unit": request.user.unit_id,
    }
