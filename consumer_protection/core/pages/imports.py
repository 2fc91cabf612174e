"""Bringing a ledger in: template, upload, what the check found, confirm."""

from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_GET,
    require_http_methods,
    require_POST,
)
from kombu.exceptions import OperationalError

from consumer_protection.core import tasks, uploads
from consumer_protection.core.forms_imports import DecisionForm, UploadForm
from consumer_protection.core.http import StaffRequest, access, handed_out
from consumer_protection.core.ledgers import upload_results
from consumer_protection.core.ledgers.declaration import Ledger, UnknownLedger, ledger
from consumer_protection.core.ledgers.presets import preset_of
from consumer_protection.core.ledgers.remembering import memory
from consumer_protection.core.ledgers.versions import ledger_template
from consumer_protection.core.models import (
    ImportBatch,
    LedgerUpload,
    RememberedChoice,
    User,
)
from consumer_protection.core.states import MoveRefused

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Smaller files are checked, and fewer rows written, while the person waits.
AT_ONCE_BYTES = 200 * 1024
AT_ONCE_ROWS = 500


@require_GET
@access(may="ledgers.import")
def import_list(request: StaffRequest) -> HttpResponse:
    """Every ledger with its template and last import; files under way; history."""
    batches = ImportBatch.objects.visible_to(request.user)
    newest = batches.order_by("kind", "-pk").distinct("kind")
    last = {one.kind: one for one in newest}
    open_files = LedgerUpload.objects.visible_to(request.user).unended()
    own = [ledger(kind) for kind in settings.LEDGERS]
    may = [one for one in own if request.user.scope.allows(one.may)]
    context = {
        "kinds": [(one, last.get(one.kind)) for one in may],
        "unended": _named(open_files.select_related("uploaded_by")[:20]),
        "batches": _named(batches.select_related("imported_by")[:100]),
    }
    return render(request, "core/import_list.html", context)


@require_http_methods(["GET", "POST"])
@access(may="ledgers.import")
def import_new(request: StaffRequest, kind: str) -> HttpResponse:
    """The first step: the template, and the file to upload."""
    own = _ledger(kind, request.user)
    sent = (request.POST or None, request.FILES or None)
    form = UploadForm(*sent, presets=own.presets)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = uploads.receive(
            kind,
            file.name,
            file.read(),
            actor=request.user,
            at=timezone.now(),
            preset=form.cleaned_data["preset"],
        )
        go_on(upload)
        return redirect(upload)
    remembered = RememberedChoice.objects.visible_to(request.user)
    memories = [memory(kind, name) for name in ("", *(p.name for p in own.presets))]
    kept = remembered.filter(kind__in=memories)
    context = {"ledger": own, "form": form, "choices": kept}
    return render(request, "core/import_new.html", context)


@require_GET
@access(may="ledgers.import")
def template_file(request: StaffRequest, kind: str) -> HttpResponse:
    content = ledger_template(_ledger(kind, request.user))
    response = HttpResponse(content, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{kind}.xlsx"'
    return response


@require_GET
@access(may="ledgers.import")
def import_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """htmx asks for the progress alone while a worker is at it, then for all."""
    upload = _upload(request, pk)
    own = _ledger(upload.kind, request.user)
    result = upload_results.opened(upload) if upload.status == "checked" else None
    context: dict[str, Any] = {"upload": upload, "ledger": own, "result": result}
    context["preset"] = preset_of(own.presets, upload.choices.get("preset", ""))
    if result:
        context["decision"] = DecisionForm(own, result)
    template = "core/import_detail.html"
    part = request.htmx and upload.is_owed
    response = render(request, f"{template}#progress" if part else template, context)
    if request.htmx and not part:
        response["HX-Refresh"] = "true"
    return response


@require_POST
@access(may="ledgers.import")
def import_decide(request: StaffRequest, pk: int) -> HttpResponse:
    """What unknown headers and values mean; the file is checked anew."""
    upload = _upload(request, pk)
    if upload.status != "checked":
        return redirect(upload)
    form = DecisionForm(
        _ledger(upload.kind, request.user), upload_results.opened(upload), request.POST
    )
    if form.is_valid():
        decide = partial(uploads.decide, upload, form.choices())
        _tried(request, decide)
        go_on(upload)
    return redirect(upload)


@require_POST
@access(may="ledgers.import")
def import_confirm(request: StaffRequest, pk: int) -> HttpResponse:
    """New rows, and the changed rows ticked; ``rest`` ticks those not shown."""
    upload = _upload(request, pk)
    _ledger(upload.kind, request.user)
    if upload.status == "checked":
        accepted = set(request.POST.getlist("row"))
        if request.POST.get("rest"):
            accepted |= set(upload_results.opened(upload)["rest"])
        _tried(request, partial(uploads.confirm, upload, accepted))
        go_on(upload)
    return redirect(upload)


@require_POST
@access(may="ledgers.import")
def import_drop(request: StaffRequest, pk: int) -> HttpResponse:
    upload = _upload(request, pk)
    _tried(request, partial(uploads.drop, upload))
    return redirect("core:import_list")


@require_GET
@access(may="ledgers.import")
def import_marked(request: StaffRequest, pk: int) -> FileResponse:
    """The file back, wrong cells marked."""
    upload = _upload(request, pk)
    _ledger(upload.kind, request.user)
    if upload.marked_as is None:
        raise Http404
    name = upload.file_name.rsplit(".", 1)[0] + _("-to-correct") + ".xlsx"
    return handed_out(upload.marked_as, name, _XLSX)


@require_POST
@access(may="ledgers.import")
def choice_forget(request: StaffRequest, pk: int) -> HttpResponse:
    """A remembered decision taken back: the next file is asked about again."""
    found = get_object_or_404(RememberedChoice.objects.visible_to(request.user), pk=pk)
    kind = found.kind.partition(":")[0]
    uploads.forget(found, actor=request.user, at=timezone.now())
    return redirect("core:import_new", kind)


def go_on(upload: LedgerUpload) -> None:
    """Do at once what is small; leave the rest to a worker, which is told of it."""
    upload.refresh_from_db()
    if not upload.is_owed:
        return
    if upload.size <= AT_ONCE_BYTES:
        tasks.work_on_upload(upload_id=upload.pk)
        return

    def send() -> None:
        with suppress(OperationalError):
            tasks.work_on_upload.apply_async(
                kwargs={"upload_id": upload.pk}, retry=False
            )

    transaction.on_commit(send)


def _tried(request: StaffRequest, act: Any) -> None:
    try:
        act(actor=request.user, at=timezone.now())
    except MoveRefused as error:
        messages.error(request, str(error))


def _named(rows: Any) -> list[tuple[Any, Ledger]]:
    return [(one, ledger(one.kind)) for one in rows if one.kind in settings.LEDGERS]


def _ledger(kind: str, user: User) -> Ledger:
    """Some ledgers (people, units) ask for a clearance of their own."""
    try:
        own = ledger(kind)
    except UnknownLedger as error:
        raise Http404 from error
    if not user.scope.allows(own.may):
        raise PermissionDenied
    return own


def _upload(request: StaffRequest, pk: int) -> LedgerUpload:
    visible = LedgerUpload.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("uploaded_by", "batch"), pk=pk)
