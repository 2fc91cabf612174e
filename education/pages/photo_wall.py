"""All photos of activities: looked through, and a choice of them taken along."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, access
from education.documents.photos import photo_package
from education.filters import PhotoFilter
from education.models import Activity, ActivityPhoto

_PAGE = 24
# A package of more photos than these is no longer one for a mail.
MOST = 200


@require_GET
@access(sees="education")
def photo_wall(request: StaffRequest) -> HttpResponse:
    found = PhotoFilter(request.GET, queryset=_visible(request), request=request)
    page = Paginator(found.qs, _PAGE).get_page(request.GET.get("page"))
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {"filter": found, "page": page, "kept": kept.urlencode(), "most": MOST}
    return render(request, "education/photo_wall.html", context)


@require_POST
@access(sees="education")
def photo_export(request: StaffRequest) -> HttpResponse | FileResponse:
    """The photos ticked, as one package with a list of their captions."""
    ids = [int(one) for one in request.POST.getlist("photo") if _is_id(one)]
    chosen = list(_visible(request).filter(pk__in=ids)[: MOST + 1])
    if not chosen or len(chosen) > MOST:
        text = _("Tick between 1 and %(count)d photos.") % {"count": MOST}
        messages.error(request, text)
        return redirect("education:photo_wall")
    at = timezone.now()
    told = {"photos": [one.pk for one in chosen]}
    trail.record(request.user, "exported", actor=request.user, at=at, changes=told)
    name = f"photos-{timezone.localdate(at):%Y%m%d}.zip"
    return FileResponse(photo_package(chosen), as_attachment=True, filename=name)


def _is_id(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _visible(request: StaffRequest) -> QuerySet[ActivityPhoto]:
    seen = Activity.objects.visible_to(request.user)
    found = ActivityPhoto.objects.filter(activity__in=seen)
    related = found.select_related("activity__unit", "activity__campaign", "attachment")
    return related.order_by("-activity__held_on", "-pk")
