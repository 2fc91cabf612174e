"""Photographs beside an activity: shown, added, described."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from consumer_protection.core import files
from consumer_protection.core.attachments import LIMIT, FileUnfit, Upload
from consumer_protection.core.http import StaffRequest, access
from education.doing import photos
from education.forms import PhotoForm, PhotosForm
from education.models import Activity, ActivityPhoto
from education.states import LOG


def uploads_of(files: list[Any]) -> list[Upload]:
    return [Upload(one.name, one.read(LIMIT + 1)) for one in files]


@require_POST
@access(sees="education", may=LOG)
def photos_add(request: StaffRequest, pk: int) -> HttpResponse:
    visible = Activity.objects.visible_to(request.user).select_related("campaign")
    activity: Activity = get_object_or_404(visible, pk=pk)
    form = PhotosForm(request.POST, request.FILES)
    try:
        if not form.is_valid():
            raise FileUnfit(" ".join(str(one[0]) for one in form.errors.values()))
        uploads = uploads_of(form.cleaned_data["photos"])
        made = photos.add_photos(
            activity, uploads, actor=request.user, at=timezone.now()
        )
    except FileUnfit as unfit:
        messages.error(request, str(unfit))
    else:
        said = gettext("%(count)d photos were added.") % {"count": len(made)}
        messages.success(request, said)
    return redirect(activity)


@require_GET
@access(sees="education")
def photo(request: StaffRequest, pk: int) -> FileResponse:
    """The picture itself, for the pages that show it."""
    kept = _photo(request, pk).attachment
    response = FileResponse(
        files.path_of(kept.stored_as).open("rb"), content_type="image/jpeg"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _photo(request: StaffRequest, pk: int) -> ActivityPhoto:
    seen = Activity.objects.visible_to(request.user)
    visible = ActivityPhoto.objects.filter(activity__in=seen)
    related = visible.select_related("activity__campaign", "attachment")
    found: ActivityPhoto = get_object_or_404(related, pk=pk)
    return found


@require_POST
@access(sees="education", may=LOG)
def photo_describe(request: StaffRequest, pk: int) -> HttpResponse:
    described = _photo(request, pk)
    form = PhotoForm(request.POST)
    if form.is_valid():
        try:
            photos.describe(
                described, **form.cleaned_data, actor=request.user, at=timezone.now()
            )
        except FileUnfit as unfit:
            messages.error(request, str(unfit))
        else:
            messages.success(request, gettext("Saved."))
    else:
        messages.error(request, " ".join(str(one[0]) for one in form.errors.values()))
    return redirect(described.activity)
