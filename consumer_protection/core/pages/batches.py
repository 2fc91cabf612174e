"""One import that was written: its records, its file, taking it back."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, access, handed_out
from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.taking_back import CannotTakeBack, take_back
from consumer_protection.core.models import ImportBatch

_ROWS = 100


@require_GET
@access(may="ledgers.import")
def batch_detail(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows an import wrote, each with the record it made or changed."""
    batch = _batch(request, pk)
    own = ledger(batch.kind)
    rows = batch.rows.order_by("pk").defer("sealed", "sealed_before")
    page = Paginator(rows, _ROWS).get_page(request.GET.get("page"))
    ids = [row.record_id for row in page]
    records = own.records(request.user).in_bulk(ids)
    context = {
        "batch": batch,
        "ledger": own,
        "page": page,
        "rows": [(row, records.get(row.record_id)) for row in page],
        "history": trail.moves_of(batch),
    }
    return render(request, "core/batch_detail.html", context)


@require_GET
@access(may="ledgers.import")
def batch_file(request: StaffRequest, pk: int) -> FileResponse:
    """The file the import came from, as evidence; who took it out is kept."""
    batch = _batch(request, pk)
    if batch.stored_as is None:
        raise Http404
    changes = {"file": batch.file_name}
    trail.record(batch, "read", actor=request.user, at=timezone.now(), changes=changes)
    return handed_out(batch.stored_as, batch.file_name, "application/octet-stream")


@require_POST
@access(may="ledgers.import")
def batch_take_back(request: StaffRequest, pk: int) -> HttpResponse:
    batch = _batch(request, pk)
    try:
        count = take_back(batch, actor=request.user, at=timezone.now())
    except CannotTakeBack as error:
        messages.error(request, str(error))
    else:
        told = _("Taken back: %(count)d records are as they were before.")
        messages.success(request, told % {"count": count})
    return redirect(batch)


def _batch(request: StaffRequest, pk: int) -> ImportBatch:
    visible = ImportBatch.objects.visible_to(request.user).select_related("imported_by")
    batch = get_object_or_404(visible.filter(kind__in=settings.LEDGERS), pk=pk)
    if not request.user.scope.allows(ledger(batch.kind).may):
        raise PermissionDenied
    return batch
