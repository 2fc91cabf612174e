"""The first run while nobody can sign in: the code, the first administrator."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core import first_run
from consumer_protection.core.http import SETUP_CODE, access, has_given_code
from consumer_protection.core.models import Unit, User
from consumer_protection.core.pages.setup_frame import setup_frame
from consumer_protection.core.people_forms import FirstPersonForm, SetupCodeForm
from consumer_protection.core.steps import has_institution, steps
from consumer_protection.core.unit_forms import UploadForm
from consumer_protection.core.unit_upload import take_units

_FIRST_ROLES = ("sys_admin", "cp_officer")


@require_http_methods(["GET", "POST"])
@never_cache
@access(public=True)
def setup(request: HttpRequest) -> HttpResponse:
    """Asks for the code; leads on whoever may go on, and away once all is set up."""
    now = timezone.now()
    if isinstance(request.user, User):
        return redirect(_next_step(request.user))
    if not first_run.is_open(now):
        return redirect("core:sign_in")
    if has_given_code(request):
        there = has_institution()
        return redirect("core:setup_person" if there else "core:setup_institution")
    form = SetupCodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if code := first_run.take_code(form.cleaned_data["code"], at=now):
            request.session.cycle_key()
            request.session[SETUP_CODE] = code.pk
            return redirect("core:setup")
        form.add_error("code", _("This code is wrong, was used, or has run out."))
    return render(request, "core/setup.html", {"form": form})


def _next_step(user: User) -> str:
    """The first step not done of those the person may do; else home."""
    found = [step for step in steps(user, timezone.now()) if step.route]
    return next((step.route for step in found if not step.is_done), "home")


@require_POST
@access(setup=True)
def setup_upload(request: HttpRequest) -> HttpResponse:
    """The institution and its units from the list people keep."""
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose a file."))
        return redirect("core:setup_institution")
    actor = first_run.actor_for(request.user)
    faults = take_units(form.cleaned_data["file"], actor=actor, at=timezone.now())
    for line in faults:
        messages.error(request, line)
    if not faults and not has_institution():
        messages.error(request, _("The file has no row of the legal person."))
    return redirect("core:setup")


@require_http_methods(["GET", "POST"])
@access(setup=True)
def setup_person(request: HttpRequest) -> HttpResponse:
    """The first administrator, who is signed in from here on."""
    if not has_institution():
        return redirect("core:setup")
    units = Unit.objects.visible_to(first_run.actor_for(request.user))
    top = units.filter(parent=None).order_by("pk").first()
    initial = {"unit": top, "roles": _FIRST_ROLES}
    form = FirstPersonForm(request.POST or None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        password = values.pop("password")
        values.pop("again")
        try:
            user = first_run.add_first_person(values, password, at=timezone.now())
        except first_run.AlreadySetUp as error:
            messages.error(request, str(error))
            return redirect("core:sign_in")
        request.session.flush()
        login(request, user, backend=settings.SIGN_IN_BACKEND)
        return redirect("core:setup_units")
    context = {**setup_frame(request, "person"), "form": form}
    return render(request, "core/setup_person.html", context)
