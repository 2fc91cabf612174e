"""The doors of a record's files: put one beside it, take one out to read."""

from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import DateInput, Form
from django.forms.fields import DateField, FileField
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import attachments, trail
from consumer_protection.core.http import StaffRequest, View, access, handed_out
from consumer_protection.core.models import Attachment, User


def _day() -> DateInput:
    return DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AttachmentForm(Form):
    file = FileField(label=_("File"), max_length=200)
    proves_from = DateField(label=_("Proves from"), required=False, widget=_day())
    proves_to = DateField(label=_("Proves to"), required=False, widget=_day())


def attach_page(
    visible_to: Callable[[User], QuerySet[Any]], subject: str, clearance: str
) -> View:
    """The door that takes a file for a record the asker sees."""

    @require_POST
    @access(sees=subject, may=clearance)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(visible_to(request.user), pk=pk)
        form = AttachmentForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, " ".join(str(e[0]) for e in form.errors.values()))
            return redirect(record)
        _keep(request, record, form.cleaned_data)
        return redirect(record)

    return page


def upload_of(data: dict[str, Any]) -> attachments.Upload:
    """What the form took."""
    file = data["file"]
    content = file.read(attachments.LIMIT + 1)
    return attachments.Upload(
        file.name, content, data["proves_from"], data["proves_to"]
    )


def _keep(request: StaffRequest, record: Any, data: dict[str, Any]) -> None:
    try:
        attachments.attach(
            record,
            upload_of(data),
            unit_id=record.unit_id,
            actor=request.user,
            at=timezone.now(),
        )
    except attachments.FileUnfit as error:
        messages.error(request, str(error))


@require_GET
@access()
def read_attachment(request: StaffRequest, pk: int) -> FileResponse:
    return sent_if_seen(pk, request.user)


def sent_if_seen(pk: int, user: User) -> FileResponse:
    """Whoever sees the record reads its files; never shown inside our own pages."""
    kept = get_object_or_404(Attachment, pk=pk)
    noun: Any = apps.get_model(kept.noun)
    record: Model = get_object_or_404(
        noun._default_manager.visible_to(user), pk=kept.record_id
    )
    changes = {"file": kept.name}
    trail.record(record, "read", actor=user, at=timezone.now(), changes=changes)
    return handed_out(kept.stored_as, kept.name, kept.media_type)
