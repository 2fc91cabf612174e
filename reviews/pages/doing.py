"""A form of a review and what it does, refused in words where it may not be."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import attachments
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.states import MoveRefused
from reviews.doing.holding import ReviewRefused
from reviews.models import Review

REFUSALS = (ReviewRefused, MoveRefused, attachments.FileUnfit)


def review_of(request: StaffRequest, pk: int) -> Review:
    visible = Review.objects.visible_to(request.user)
    related = ("unit", "root", "requested_by", "reviewer_account")
    review: Review = get_object_or_404(visible.select_related(*related), pk=pk)
    return review


def answered(
    request: StaffRequest,
    review: Review,
    form: Any,
    title: object,
    write: Callable[[datetime], object],
    **more: object,
) -> HttpResponse:
    """The form, or the review once it was written; what was typed stays in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            write(timezone.now())
        except REFUSALS as error:
            review.refresh_from_db()
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(review)
    context = {"form": form, "title": title, "review": review, **more}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "reviews/form.html", context, status=status)


def data_of(request: StaffRequest) -> tuple[Any, Any]:
    """What was sent, and its files; nothing where the form is only asked for."""
    is_post = request.method == "POST"
    return (request.POST, request.FILES) if is_post else (None, None)


def upload(file: Any) -> attachments.Upload | None:
    if not file:
        return None
    return attachments.Upload(file.name, file.read(attachments.LIMIT + 1))
