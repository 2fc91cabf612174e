"""Incidents with their clocks."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.kept_pages import KEEP, shown
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Shown
from consumer_protection.governance import ledgers, models
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import filters, tables
from consumer_protection.governance.planning.clocks import hands


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
    columns = (which, _("Due at"), _("State"), at, _("Legal basis"))
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
    return [Act(_("Report it"), url, "upload", is_main=True)]


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
