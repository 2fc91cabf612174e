"""A page with a form that does one thing, refused in words where it may not be."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.http import StaffRequest
from consumer_protection.core.models import Unit
from consumer_protection.core.states import MoveRefused

FORM = ["GET", "POST"]


def posted(request: StaffRequest) -> Any:
    """What was sent, also where a form sends nothing at all."""
    return request.POST if request.method == "POST" else None


def answered(
    request: StaffRequest,
    form: Any,
    write: Callable[[datetime], Any],
    **context: object,
) -> HttpResponse:
    """The form, or the place it leads to once it was written: ``back``, or what was
    made where it has a page. What was typed stays in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            made = write(timezone.now())
        except MoveRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            is_page = hasattr(made, "get_absolute_url")
            target: Any = made if is_page else context["back"]
            return redirect(target)
    status = 422 if form.is_bound and form.errors else 200
    back: Any = context["back"]
    context = {"back_label": back, **context, "back_url": resolve_url(back)}
    context["form"] = form
    return render(request, "governance/form.html", context, status=status)


def said_of(request: StaffRequest, write: Callable[[datetime], object]) -> None:
    """Do what a button says; a refusal is told as a message."""
    try:
        write(timezone.now())
    except MoveRefused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Saved."))


def root_of(request: StaffRequest) -> Unit:
    unit = request.user.unit
    root = unit.root if unit is not None else None
    if root is None:
        raise Http404
    return root


def units_of(request: StaffRequest) -> Any:
    visible = Unit.objects.visible_to(request.user)
    return visible.valid_on(timezone.localdate())
