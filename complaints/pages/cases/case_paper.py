"""A case printed as a whole: asked for, handed out, kept in its trail."""

import hashlib
from datetime import datetime
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from complaints.case_file import case_file
from complaints.case_parts import Printing
from complaints.models import Complaint
from complaints.pages.cases.case_facts import facts, people
from complaints.pages.doing import case_of
from complaints.seeing import MASKED, WHOLE
from consumer_protection.core import reveal, trail
from consumer_protection.core.documents.pdf import RenderFailed
from consumer_protection.core.http import StaffRequest, access


class FileForm(forms.Form):
    """Masked, unless somebody cleared gives a reason."""

    personal = forms.BooleanField(
        label=gettext_lazy("Personal data whole"), required=False
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=200,
        help_text=gettext_lazy(
            "Your name, the time and the reason are kept in the history."
        ),
    )

    def __init__(self, *args: Any, may_reveal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_reveal:
            self.fields.clear()


@require_http_methods(["GET", "POST"])
@access(sees="complaints")
def case_file_page(request: StaffRequest, pk: int) -> HttpResponse:
    case = case_of(request, pk)
    may = request.user.scope.allows("pii.reveal")
    form = FileForm(request.POST if request.method == "POST" else None, may_reveal=may)
    if request.method == "POST" and form.is_valid():
        made = _made(request, case, form)
        if made is not None:
            return made
    context = {"form": form, "case": case}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/case_file.html", context, status=status)


def _made(
    request: StaffRequest, case: Complaint, form: FileForm
) -> HttpResponse | None:
    """The file, or None once the form says why there is none."""
    whole = bool(form.cleaned_data.get("personal"))
    reason = form.cleaned_data.get("reason", "").strip() if whole else ""
    if whole and (refused := reveal.why_not(request.user, reason)):
        form.add_error("reason", refused)
        return None
    at, eyes = timezone.now(), WHOLE if whole else MASKED
    printing = Printing(request.user, at, eyes, reason)
    sections = (people(case, eyes), *facts(case, eyes))
    try:
        content = case_file(case, sections, printing)
    except RenderFailed as error:
        form.add_error(None, str(error))
        return None
    _tell(case, request, at, reason, content)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{_('Case file')} {case}.pdf"
    )
    return response


@transaction.atomic
def _tell(
    case: Complaint, request: StaffRequest, at: datetime, reason: str, content: bytes
) -> None:
    """Before the file leaves; whole personal data counts as every other look at it."""
    actor = request.user
    if reason:
        reveal.tell(case, actor, reason)
    digest = hashlib.sha256(content).hexdigest()
    told = {"personal": bool(reason), "sha256": digest}
    trail.record(case, "printed", actor=actor, at=at, note=reason, changes=told)
