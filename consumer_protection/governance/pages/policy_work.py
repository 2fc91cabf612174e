"""What is done to policies: drafts, moves, reading, the ten categories."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    said_of,
)
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.scope import InstitutionWide
from consumer_protection.governance import policy_actions as actions
from consumer_protection.governance import queries
from consumer_protection.governance.forms import ApprovalForm, DraftForm, NoteForm
from consumer_protection.governance.models import PolicyVersion


@require_http_methods(FORM)
@access(sees="governance", may="records.keep")
def version_draft(request: StaffRequest) -> HttpResponse:
    form = DraftForm(posted(request))
    return answered(
        request,
        form,
        lambda at: actions.draft_version(
            root_of(request), form.cleaned_data, actor=request.user, at=at
        ),
        title=_("New draft"),
        back="governance:policyversion_list",
        back_label=_("Policies"),
        hint=_("The same title is a new version of the same policy."),
    )


@require_http_methods(FORM)
@access(sees="governance")
def version_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    visible = PolicyVersion.objects.visible_to(request.user).select_related("policy")
    version = get_object_or_404(visible, pk=pk)
    asked = version.machine.moves.get(move)
    if asked is None or move == "supersede":
        raise Http404
    is_approval = move == "approve" and not version.review_number
    form: Any = (ApprovalForm if is_approval else NoteForm)(posted(request))

    def write(at: Any) -> None:
        values = dict(form.cleaned_data)
        note = values.pop("note")
        actions.move_version(
            version, move, values, actor=request.user, at=at, note=note
        )

    return answered(request, form, write, title=asked.label, back=version)


def _readable(request: StaffRequest) -> Any:
    """What is in force is read by everybody, whatever else of it they may see."""
    every = PolicyVersion.objects.visible_to(InstitutionWide(request.user))
    return every.filter(status="in_force").select_related("policy")


@require_GET
@access()
def to_read(request: StaffRequest) -> HttpResponse:
    versions = _readable(request).exclude(text="").order_by("-effective_on", "-pk")
    known = set(
        versions.filter(readings__reader=request.user).values_list("pk", flat=True)
    )
    rows = [(one, one.pk in known) for one in versions]
    return render(request, "governance/to_read.html", {"rows": rows})


@require_GET
@access()
def read_version(request: StaffRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(_readable(request), pk=pk)
    confirmed = version.readings.filter(reader=request.user).first()
    context = {"version": version, "confirmed": confirmed}
    return render(request, "governance/read.html", context)


@require_POST
@access()
def confirm_reading(request: StaffRequest, pk: int) -> HttpResponse:
    version = get_object_or_404(_readable(request), pk=pk)
    said_of(
        request, lambda at: actions.confirm_reading(version, actor=request.user, at=at)
    )
    return redirect("governance:read_version", pk)


@require_GET
@access(sees="governance")
def coverage(request: StaffRequest) -> HttpResponse:
    rows = queries.coverage(request.user, timezone.localdate())
    covered = sum(1 for _category, versions in rows if versions)
    context = {"rows": rows, "covered": covered, "total": len(rows)}
    return render(request, "governance/coverage.html", context)
