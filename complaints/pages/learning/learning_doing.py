"""Pages of what is learnt: a record with more beside it, and a form that does one
thing, refused in words where it may not be."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.urls import path
from django.urls.resolvers import URLPattern
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.learning.problem_actions import LearningRefused
from consumer_protection.core import attachments, trail
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.keeping import AttachmentForm, attach_page
from consumer_protection.core.models import User
from consumer_protection.core.register_exports import export_page
from consumer_protection.core.registers import Register, list_page
from consumer_protection.core.states import MoveRefused

More = Callable[[Any, User], Mapping[str, object]]


def urls_with_more(register: Register, folder: str, more: More) -> list[URLPattern]:
    """The doors of a register whose record's page shows what only its asker sees."""
    name = register.name
    return [
        path(f"{folder}/", list_page(register), name=f"{name}_list"),
        path(f"{folder}/export/", export_page(register), name=f"{name}_export"),
        path(f"{folder}/<int:pk>/", _detail(register, more), name=f"{name}_detail"),
        path(
            f"{folder}/<int:pk>/attachments/",
            attach_page(register.visible_to, register.subject, register.keeps),
            name=f"{name}_attach",
        ),
    ]


def _detail(register: Register, more: More) -> View:
    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(register.visible_to(request.user), pk=pk)
        context = {
            "register": register,
            "record": record,
            "shown": register.show(record),
            "acts": register.acts(record, request.user),
            "history": trail.moves_of(record),
            "list_url": f"{register.app}:{register.name}_list",
            "attachments": attachments.of_record(record),
            "may_attach": request.user.scope.allows(register.keeps),
            "attach_form": AttachmentForm(),
            "attach_url": f"{register.app}:{register.name}_attach",
            **more(record, request.user),
        }
        return render(request, "complaints/learning_detail.html", context)

    return page


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
        except (LearningRefused, MoveRefused) as error:
            field = getattr(error, "field", "")
            form.add_error(field if field in form.fields else None, str(error))
        else:
            messages.success(request, _("Saved."))
            is_page = hasattr(made, "get_absolute_url")
            target: Any = made if is_page else context["back"]
            return redirect(target)
    status = 422 if form.is_bound and form.errors else 200
    back: Any = context["back"]
    context = {"back_label": back, **context, "back_url": resolve_url(back)}
    context["form"] = form
    return render(request, "complaints/learning_form.html", context, status=status)


def said_of(request: StaffRequest, write: Callable[[datetime], object]) -> bool:
    """Do what a button says; a refusal is told as a message."""
    try:
        write(timezone.now())
    except (LearningRefused, MoveRefused) as error:
        messages.error(request, str(error))
        return False
    return True
