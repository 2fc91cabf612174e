"""A page with a form that does one thing, refused in words where it may not be."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from consumer_protection.core.attachments import FileUnfit
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import Unit
from consumer_protection.core.states import MoveRefused

FORM = ["GET", "POST"]
REFUSALS = (MoveRefused, WriteRefused, FileUnfit)


def posted(request: StaffRequest) -> Any:
    """What was sent, also where a form sends nothing at all."""
    return request.POST if request.method == "POST" else None


def answered(
    request: StaffRequest,
    form: Any,
    write: Callable[[datetime], Any],
    *,
    title: str | Promise,
    back: Any,
    **more: str | Promise,
) -> HttpResponse:
    """The form, or the place it leads to once it was written: what was made, where
    that has a page, else ``back`` (a record or the name of an address). A refusal is
    told in the form, and what was typed stays. ``more``: ``hint``, ``back_label``."""
    if request.method == "POST" and form.is_valid():
        try:
            made = write(timezone.now())
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(made if hasattr(made, "get_absolute_url") else back)
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "title": title,
        "back_label": str(back),
        "back_url": resolve_url(back),
        **more,
    }
    return render(request, "core/deed.html", context, status=status)


def said_of(request: StaffRequest, write: Callable[[datetime], object]) -> None:
    """Do what a button says; a refusal is told as a message."""
    try:
        write(timezone.now())
    except REFUSALS as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))


def root_of(request: StaffRequest) -> Unit:
    """The institution of whoever asks; raises Http404 for somebody of none."""
    unit = request.user.unit
    root = unit.root if unit is not None else None
    if root is None:
        raise Http404
    return root


def units_of(request: StaffRequest) -> Any:
    """Its units that are there today."""
    visible = Unit.objects.visible_to(request.user)
    return visible.valid_on(timezone.localdate())
