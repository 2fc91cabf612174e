"""Outlets: a check on the spot, the list of checks, and all outlets at one glance."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.audits import queries, states
from consumer_protection.audits.doing import outlets as doing
from consumer_protection.audits.figures import FIGURES
from consumer_protection.audits.filters import OutletCheckFilter
from consumer_protection.audits.forms import CheckForm
from consumer_protection.audits.models import OutletCheck
from consumer_protection.audits.pages.mending import acts_of, is_of_ledger, work_on
from consumer_protection.audits.tables import OutletCheckTable
from consumer_protection.core.attachments import LIMIT, Upload
from consumer_protection.core.codes import label
from consumer_protection.core.deeds import FORM, REFUSALS, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import Unit, User
from consumer_protection.core.registers import Act, Register, Section, Shown


def _show(check: OutletCheck) -> Shown:
    facts = (
        (_("Outlet"), check.unit.name),
        (_("Checked on"), check.checked_on),
        (_("Checked by"), check.checker),
        (_("There"), _named(check.present)),
        (_("Lacking"), _named(check.lacking)),
        (_("Stage of the service standard"), label("standard_stage", check.stage)),
        (_("Certified on"), check.certified_on),
        (_("Issue found"), check.issue),
        (_("Remark"), check.remark),
    )
    sections = [Section(_("Outlet check"), facts)]
    if check.issue:
        sections.append(work_on(check))
    return Shown(
        title=str(check),
        status=label("rectify_status", check.status) if check.issue else "",
        is_ended=not check.is_open,
        sections=sections,
    )


def _named(codes: list[str]) -> str:
    return "、".join(label("facility_item", one) for one in codes)


def _acts(check: OutletCheck, user: User) -> list[Act]:
    return acts_of(check, user) if check.issue else []


def _list_acts(user: User) -> list[Act]:
    acts = [Act(_("All outlets at a glance"), reverse("audits:outlets"), "list")]
    if _may_check(user):
        door = reverse("audits:outlet_check")
        acts.append(Act(_("Check an outlet"), door, "plus", is_main=True))
    return acts


CHECKS = Register(
    noun=OutletCheck,
    label=_("Outlet checks"),
    subject="audits",
    table=OutletCheckTable,
    filterset=OutletCheckFilter,
    show=_show,
    order=("-checked_on", "-pk"),
    related=("unit", "found_by", "submitted_by", "judged_by"),
    figures=FIGURES,
    ledger="outlet_checks",
    writes="records.keep",
    is_mended=is_of_ledger,
    keeps=states.WORK,
    acts=_acts,
    list_acts=_list_acts,
)


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
            messages.success(request, _now("Saved."))
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
        "may_check": _may_check(request.user),
    }
    return render(request, "audits/outlets.html", context)


def _may_check(user: User) -> bool:
    return user.scope.allows(states.WORK)


def _own_outlets(user: User) -> Any:
    """All for those who look after the whole institution, else one's own."""
    visible = Unit.objects.visible_to(user).outlets().valid_on(timezone.localdate())
    if user.scope.sees_all("audits"):
        return visible
    return visible.filter(pk__in={user.scope.unit_id, *user.scope.below})
