"""Emergency plans, drills and incidents with their clocks."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Shown
from consumer_protection.governance import ledgers, models
from consumer_protection.governance.pages.planning.doing import (
    KEEP,
    answered,
    posted,
    shown,
)
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import filters, forms, incidents, tables
from consumer_protection.governance.planning.clocks import clocks_of, hands


def _show_plan(plan: models.EmergencyPlan) -> Shown:
    return shown(ledgers.EMERGENCY_PLANS, plan, _("Emergency plan"))


EMERGENCY_PLANS = Register(
    noun=models.EmergencyPlan,
    label=_("Emergency plans"),
    subject="governance",
    table=tables.EmergencyPlanTable,
    filterset=filters.EmergencyPlanFilter,
    show=_show_plan,
    order=("business", "title"),
    related=("unit",),
    ledger="emergency_plans",
    writes=KEEP,
    keeps=KEEP,
)


def _show_drill(drill: models.Drill) -> Shown:
    return shown(ledgers.DRILLS, drill, _("Drill"))


def _drill_acts(user: User) -> list[Act]:
    plans, cases = "governance:emergencyplan_list", "governance:incident_list"
    return [
        Act(_("Emergency plans"), reverse(plans), "book"),
        Act(_("Incidents"), reverse(cases), "warning"),
    ]


DRILLS = Register(
    noun=models.Drill,
    label=_("Drills"),
    subject="governance",
    table=tables.DrillTable,
    filterset=filters.DrillFilter,
    show=_show_drill,
    order=("-held_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="drills",
    writes=KEEP,
    keeps=KEEP,
    list_acts=_drill_acts,
)


def _show_incident(incident: models.Incident) -> Shown:
    now = timezone.now()
    clocks = [
        (
            label("incident_clock", one.clock.code),
            one.due_at,
            label("duty_state", one.state(now)),
            one.report.reported_at if one.report else None,
            one.clock.basis,
        )
        for one in hands(incident)
    ]
    reports = [
        (
            label("incident_clock", one.clock),
            one.reported_at,
            one.recipient,
            one.receipt,
        )
        for one in incident.reports.all()
    ]
    which, at, to = _("Which report"), _("Reported at"), _("Recipient")
    columns = (which, _("Due at"), _("State"), at, _("Basis"))
    return shown(
        ledgers.INCIDENTS,
        incident,
        _("Incident"),
        status=label("incident_kind", incident.kind),
        is_ended=incident.closed_on is not None,
        listings=(
            Listing(_("Clocks"), columns, clocks),
            Listing(_("Reports"), (which, at, to, _("Receipt")), reports),
        ),
    )


def _incident_acts(incident: models.Incident, user: User) -> list[Act]:
    if not user.scope.allows(KEEP):
        return []
    url = reverse("governance:incident_report", args=[incident.pk])
    return [Act(_("Report it"), url, "send", is_main=True)]


INCIDENTS = Register(
    noun=models.Incident,
    label=_("Incidents"),
    subject="governance",
    table=tables.IncidentTable,
    filterset=filters.IncidentFilter,
    show=_show_incident,
    order=("-discovered_on", "-pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="incidents",
    writes=KEEP,
    keeps=KEEP,
    acts=_incident_acts,
)


@require_http_methods(["GET", "POST"])
@access(sees="governance", may=KEEP)
def incident_report(request: StaffRequest, pk: int) -> HttpResponse:
    incident = get_object_or_404(INCIDENTS.visible_to(request.user), pk=pk)
    form = forms.ReportForm(
        posted(request),
        clocks=clocks_of(incident),
        initial={"reported_at": timezone.localtime()},
    )

    def write(at: datetime) -> models.IncidentReport:
        told = incidents.Told(**form.cleaned_data)
        return incidents.report_incident(incident, told, actor=request.user, at=at)

    return answered(request, form, write, title=_("Report it"), back=incident)
