"""Pages that do one thing with a campaign, and what outlets are asked to do now."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.attachments import LIMIT, Upload
from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    units_of,
)
from consumer_protection.core.http import StaffRequest, access
from education import forms
from education.doing import campaigns
from education.models import Campaign
from education.queries import progress
from education.states import KEEP, LOG

_ASKED = ("kind", "name", "organiser", "starts_on", "ends_on")


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def campaign_plan(request: StaffRequest) -> HttpResponse:
    """The address may say what is known already: kind, name, days."""
    given = {name: request.GET[name][:200] for name in _ASKED if name in request.GET}
    initial = {"mode": "concentrated", **given}
    form = forms.PlanForm(posted(request), units=_units(request), initial=initial)

    def write(at: datetime) -> Campaign:
        values = form.cleaned_data
        return campaigns.plan_campaign(
            root_of(request), values, actor=request.user, at=at
        )

    return answered(
        request,
        form,
        write,
        title=_("Plan a campaign"),
        back="education:campaign_list",
        back_label=_("Campaigns"),
    )


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def campaign_edit(request: StaffRequest, pk: int) -> HttpResponse:
    campaign = _campaign(request, pk)
    form = forms.PlanForm(
        posted(request),
        units=_units(request),
        initial=_standing(campaign, forms.PlanForm),
    )
    return _changed(request, campaign, form, _("Change the plan"))


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def campaign_summary(request: StaffRequest, pk: int) -> HttpResponse:
    campaign = _campaign(request, pk)
    initial = _standing(campaign, forms.SummaryForm)
    form = forms.SummaryForm(posted(request), initial=initial)
    return _changed(request, campaign, form, _("Write the summary"))


def _changed(
    request: StaffRequest, campaign: Campaign, form: Any, title: str
) -> HttpResponse:
    def write(at: datetime) -> None:
        values = form.cleaned_data
        campaigns.change_campaign(campaign, values, actor=request.user, at=at)

    return answered(request, form, write, title=title, back=campaign)


@require_http_methods(FORM)
@access(sees="education", may=KEEP)
def campaign_assign(request: StaffRequest, pk: int) -> HttpResponse:
    campaign = _campaign(request, pk)
    chosen = campaign.assignments.values_list("unit", flat=True)
    first = campaign.assignments.order_by("unit__code").first()
    initial: dict[str, Any] = {"units": list(chosen)}
    if first is not None:
        targets = ("activities", "reached", "leaflets")
        initial |= {name: getattr(first, name) for name in targets}
    form = forms.AssignForm(
        posted(request), units=units_of(request).outlets(), initial=initial
    )

    def write(at: datetime) -> None:
        targets = dict(form.cleaned_data)
        units = list(targets.pop("units"))
        campaigns.assign(campaign, units, targets, actor=request.user, at=at)

    return answered(request, form, write, title=_("Assign outlets"), back=campaign)


@require_http_methods(FORM)
@access(sees="education")
def campaign_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """The table of moves says who may."""
    campaign = _campaign(request, pk)
    asked = campaign.machine.moves.get(move)
    if asked is None:
        raise Http404
    if move == "hand_in":
        return _hand_in(request, campaign, str(asked.label))
    form = forms.NoteForm(posted(request))

    def write(at: datetime) -> None:
        note = form.cleaned_data["note"]
        campaigns.move_campaign(campaign, move, actor=request.user, at=at, note=note)

    return answered(request, form, write, title=asked.label, back=campaign)


def _hand_in(request: StaffRequest, campaign: Campaign, title: str) -> HttpResponse:
    files = request.FILES if request.method == "POST" else None
    form = forms.HandInForm(posted(request), files)

    def write(at: datetime) -> None:
        on, file, note = (form.cleaned_data[name] for name in form.fields)
        receipt = Upload(file.name, file.read(LIMIT + 1)) if file else None
        campaigns.hand_in(campaign, on, receipt, actor=request.user, at=at, note=note)

    return answered(request, form, write, title=title, back=campaign)


@require_GET
@access(sees="education")
def tasks(request: StaffRequest) -> HttpResponse:
    context = {
        "tasks": progress.tasks(request.user),
        "may_log": request.user.scope.allows(LOG),
    }
    return render(request, "education/tasks.html", context)


def _units(request: StaffRequest) -> Any:
    return units_of(request).exclude(parent=None)


def _campaign(request: StaffRequest, pk: int) -> Campaign:
    visible = Campaign.objects.visible_to(request.user)
    found: Campaign = get_object_or_404(visible.select_related("root"), pk=pk)
    return found


def _standing(campaign: Campaign, form: Any) -> dict[str, Any]:
    return {name: getattr(campaign, name) for name in form.base_fields}
