"""A form of a case and what it does, refused in words where it may not be."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.registering import CaseRefused
from consumer_protection.core import attachments
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.states import MoveRefused


def case_of(request: StaffRequest, pk: int) -> Complaint:
    visible = Complaint.objects.visible_to(request.user)
    case: Complaint = get_object_or_404(visible.select_related("unit", "root"), pk=pk)
    return case


def answered(
    request: StaffRequest,
    case: Complaint,
    form: Any,
    title: object,
    write: Callable[[datetime], object],
    **more: object,
) -> HttpResponse:
    """The form, or the case once it was written; what was typed stays in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            write(timezone.now())
        except (CaseRefused, MoveRefused, attachments.FileUnfit) as error:
            case.refresh_from_db()
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(case)
    context = {"form": form, "title": title, "case": case, **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "complaints/case_form.html", context, status=status)


def upload(file: Any) -> attachments.Upload | None:
    if not file:
        return None
    return attachments.Upload(file.name, file.read(attachments.LIMIT + 1))
