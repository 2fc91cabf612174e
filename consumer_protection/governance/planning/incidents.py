"""What is done to incidents."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance.models import Incident, IncidentReport
from consumer_protection.governance.planning.clocks import clocks_of


@dataclass(frozen=True, slots=True)
class Told:
    """Which clock a report stops, when and whom it was told."""

    clock: str
    reported_at: datetime
    recipient: str
    receipt: str = ""


@transaction.atomic
def report_incident(
    incident: Incident, told: Told, *, actor: User, at: datetime
) -> IncidentReport:
    """Raises MoveRefused for a time before the incident or still to come."""
    trail.acting_as(actor)
    if told.clock not in {one.code for one in clocks_of(incident)}:
        raise MoveRefused(_("This kind of incident owes no such report."))
    if told.reported_at > at:
        raise MoveRefused(_("This time is still to come: correct it."))
    if told.reported_at < incident.began_at:
        raise MoveRefused(_("Reported before it was discovered: correct the time."))
    made = IncidentReport.objects.create(
        incident=incident,
        clock=told.clock,
        reported_at=told.reported_at,
        recipient=told.recipient,
        receipt=told.receipt,
        entered_by=actor,
    )
    changes = {"clock": told.clock, "recipient": told.recipient}
    trail.record(incident, "reported", actor=actor, at=at, changes=changes)
    return made
