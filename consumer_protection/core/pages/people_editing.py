"""Adding and changing people, and handing out one-time codes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core import accounts
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User
from consumer_protection.core.pages.setup_frame import is_in_setup
from consumer_protection.core.people_forms import PersonForm

# A hash is made slowly on purpose: a sheet of these takes a few seconds.
_ON_A_SHEET = 40
_FIELDS = ("name", "unit", "position", "joined_on", "is_full_time", "roles")


@require_http_methods(["GET", "POST"])
@access(may="accounts.manage")
def person_add(request: StaffRequest) -> HttpResponse:
    """The code of the new person is shown once, to be handed over."""
    units = Unit.objects.visible_to(request.user)
    form = PersonForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        user = accounts.add_person(form.cleaned_data, actor=request.user, at=now)
        if not user.roles:
            messages.success(request, _("Saved."))
            return redirect(user)
        return _code_page(request, [user])
    return render(request, "core/person_form.html", _context(request, form, None))


@require_http_methods(["GET", "POST"])
@access(may="accounts.manage")
def person_edit(request: StaffRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    form = PersonForm(
        request.POST or None,
        units=Unit.objects.visible_to(request.user),
        user=user,
        is_own=user.pk == request.user.pk,
        initial={name: getattr(user, name) for name in _FIELDS},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _changed(request, user, data):
            return (
                redirect("core:setup_people")
                if is_in_setup(request)
                else redirect(user)
            )
    return render(request, "core/person_form.html", _context(request, form, user))


@require_POST
@access(may="accounts.manage")
def person_switch(request: StaffRequest, pk: int) -> HttpResponse:
    """Active or not; a person who left keeps the records that name them."""
    user = get_object_or_404(User.objects.visible_to(request.user), pk=pk)
    _changed(request, user, {"is_active": not user.is_active})
    return redirect(user)


@require_POST
@access(may="accounts.manage")
def person_code(request: StaffRequest, pk: int) -> HttpResponse:
    people = User.objects.visible_to(request.user).active()
    return _code_page(request, [get_object_or_404(people, pk=pk)])


@require_http_methods(["GET", "POST"])
@access(may="accounts.manage")
def person_codes(request: StaffRequest) -> HttpResponse:
    """A sheet of codes to cut and hand out, for everybody who never had one."""
    own = User.objects.visible_to(request.user).select_related("unit")
    waiting = own.awaiting_code(timezone.now()).order_by("unit__code", "staff_number")
    if request.method == "POST":
        return _code_page(request, list(waiting[:_ON_A_SHEET]))
    context = {"waiting": waiting, "on_a_sheet": _ON_A_SHEET}
    return render(request, "core/person_codes.html", context)


def _code_page(request: StaffRequest, people: list[User]) -> HttpResponse:
    """Answered at once, not kept anywhere: the codes are shown this one time."""
    now = timezone.now()
    slips = [
        {"user": user, "code": accounts.give_code(user, actor=request.user, at=now)}
        for user in people
    ]
    context = {"slips": slips, "is_in_setup": is_in_setup(request)}
    return render(request, "core/person_slips.html", context)


def _changed(request: StaffRequest, user: User, changes: dict[str, Any]) -> bool:
    try:
        accounts.change_person(user, changes, actor=request.user, at=timezone.now())
    except accounts.AccountRefused as error:
        messages.error(request, str(error))
        return False
    messages.success(request, _("Saved."))
    return True


def _context(
    request: StaffRequest, form: PersonForm, user: User | None
) -> dict[str, object]:
    return {"form": form, "person": user, "is_in_setup": is_in_setup(request)}
