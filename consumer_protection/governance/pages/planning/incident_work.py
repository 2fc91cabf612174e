"""What is done to incidents."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import answered, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.kept_pages import KEEP
from consumer_protection.governance import models
from consumer_protection.governance.pages.planning.incidents import INCIDENTS
from consumer_protection.governance.planning import forms, incidents
from consumer_protection.governance.planning.clocks import clocks_of


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
