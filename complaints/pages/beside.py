"""What stands on the page of a case beside its facts: the way it went, its clock, the
people, what happened, what was learnt."""

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint
from complaints.pages.after_beside import after_listings
from complaints.pages.case_clock import clock
from complaints.pages.case_facts import people
from complaints.pages.learning_beside import learning_listings
from complaints.pages.time_line import MOST, time_line
from complaints.stepper import stages
from consumer_protection.core import pii, trail
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Listing


def beside(case: Complaint, user: User) -> Mapping[str, object]:
    """For ``complaints/case.html``."""
    today = timezone.localdate()
    newest = trail.moves_of(case).order_by("-sequence")[:MOST]
    entries = list(reversed(newest))
    return {
        "stages": stages(case, entries, today),
        "clock": clock(case, today),
        "events": time_line(case, entries, user),
        "people": people(case),
        "listings": [
            *after_listings(case),
            *_extensions(case),
            *learning_listings(case, user),
        ],
    }


def _extensions(case: Complaint) -> list[Listing]:
    rows = [
        (
            one.until,
            label("extension_kind", one.kind),
            label("extension_state", one.status),
            pii.mask_text(one.reason),
        )
        for one in case.extensions.all()
    ]
    columns = (_("Extended to"), _("Kind"), _("State"), _("Reason"))
    return [Listing(_("Extensions"), columns, rows)] if rows else []
