"""Outlets: a check on the spot, and all of them at one glance."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.audits import queries, states
from consumer_protection.audits.doing import outlets as doing
from consumer_protection.audits.forms import CheckForm
from consumer_protection.audits.models import OutletCheck
from consumer_protection.core.attachments import LIMIT, Upload
from consumer_protection.core.deeds import FORM, REFUSALS, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User


@require_http_methods(FORM)
@access(sees="audits", may=states.WORK)
def outlet_check(request: StaffRequest) -> HttpResponse:
    """A page for the phone: every item with three answers, photos beside it."""
    units = _own_outlets(request.user)
    form = CheckForm(
        posted(request),
        request.FILES or None,
        units=units,
        initial={
            "unit": request.GET.get("unit") or request.user.unit_id,
            "checked_on": timezone.localdate(),
            "checker": request.user.name,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            check = _keep(request, form, timezone.now())
        except REFUSALS as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(check)
    status = 422 if form.is_bound else 200
    context = {"form": form}
    return render(request, "audits/outlet_check.html", context, status=status)


def _keep(request: StaffRequest, form: CheckForm, at: datetime) -> OutletCheck:
    photos = [
        Upload(one.name, one.read(LIMIT + 1)) for one in form.cleaned_data["photos"]
    ]
    unit: Unit = form.cleaned_data["unit"]
    return doing.check_outlet(unit, form.values(), photos, actor=request.user, at=at)


@require_GET
@access(sees="audits")
def all_outlets(request: StaffRequest) -> HttpResponse:
    """What the last check of each outlet in a year says of each item."""
    asked = request.GET.get("year", str(timezone.localdate().year))
    if not (asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5]) <= 2100):
        raise Http404
    year = int(asked)
    context = {
        "found": queries.outlets(request.user, year),
        "year": year,
        "may_check": request.user.scope.allows(states.WORK),
    }
    return render(request, "audits/outlets.html", context)


def _own_outlets(user: User) -> Any:
    """All for those who look after the whole institution, else one's own."""
    visible = Unit.objects.visible_to(user).outlets().valid_on(timezone.localdate())
    if user.scope.sees_all("audits"):
        return visible
    return visible.filter(pk__in={user.scope.unit_id, *user.scope.below})
