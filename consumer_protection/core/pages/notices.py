"""The message centre: one's own notices, and the way from each to its record."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import noticing
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Notice

_ROWS = 25


@require_GET
@access()
def notice_list(request: StaffRequest) -> HttpResponse:
    shows_all = request.GET.get("show") == "all"
    found = _own(request) if shows_all else _own(request).unread()
    page = Paginator(found, _ROWS).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": noticing.lines(page, request.user),
        "shows_all": shows_all,
        "has_unread": noticing.unread_count(request.user, timezone.now()) > 0,
    }
    return render(request, "core/notice_list.html", context)


@require_GET
@access()
def notice_open(request: StaffRequest, pk: int) -> HttpResponse:
    """To the record. Whoever follows the way has read the notice."""
    own = _own(request).filter(pk=pk)
    notice = get_object_or_404(own)
    (line,) = noticing.lines([notice], request.user)
    noticing.read(own, at=timezone.now())
    if not line.url:
        messages.warning(request, _("You can no longer see this record."))
        return redirect("core:notice_list")
    return redirect(line.url)


@require_POST
@access()
def notice_read(request: StaffRequest, pk: int) -> HttpResponse:
    own = _own(request).filter(pk=pk)
    get_object_or_404(own)
    noticing.read(own, at=timezone.now())
    return redirect(_back(request))


@require_POST
@access()
def notices_read(request: StaffRequest) -> HttpResponse:
    """All that are shown; those still held back stay unread."""
    count = noticing.read(_own(request), at=timezone.now())
    messages.success(request, _("%(count)d marked as read.") % {"count": count})
    return redirect("core:notice_list")


def _own(request: StaffRequest) -> Any:
    return Notice.objects.visible_to(request.user).shown(timezone.now())


def _back(request: StaffRequest) -> str:
    """To the list as it was filtered."""
    shows_all = request.POST.get("show") == "all"
    return reverse("core:notice_list") + ("?show=all" if shows_all else "")
