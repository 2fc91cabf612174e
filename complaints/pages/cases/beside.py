"""What stands on the page of a case beside its facts: the way it went, its clock, the
people, what happened, what was learnt."""

from collections.abc import Mapping

from django.utils import timezone

from complaints.models import Complaint
from complaints.pages.after.after_beside import after_listings
from complaints.pages.cases.case_clock import clock
from complaints.pages.cases.case_facts import people
from complaints.pages.cases.time_line import MOST, time_line
from complaints.pages.learning.learning_beside import learning_listings
from complaints.stepper import stages
from consumer_protection.core import trail
from consumer_protection.core.models import User


def beside(case: Complaint, user: User) -> Mapping[str, object]:
    """For ``complaints/case.html``."""
    today = timezone.localdate()
    newest = trail.moves_of(case).order_by("-sequence")[:MOST]
    entries = list(reversed(newest))
    steps = trail.moves_of(case).filter(changes__has_key="status").order_by("sequence")
    return {
        "stages": stages(case, steps, today),
        "clock": clock(case, today),
        "events": time_line(case, entries, user),
        "people": people(case),
        "listings": [*after_listings(case), *learning_listings(case, user)],
    }
