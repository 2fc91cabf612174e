"""What is doubtful in campaigns and trainings."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.quality import Check, blank, outside_life, where
from education.models import Activity, Campaign, Material, Training

_campaign = partial(Check, noun=Campaign, day="starts_on")
_training = partial(Check, noun=Training, day="held_on")
_CODES_OF_CAMPAIGNS = ("kind", "mode", "organiser", "topics")
_CODES_OF_TRAININGS = ("kind", "audiences", "trainer")
_UNCOUNTED = _("Without the number its sum in the report is too small.")


def _of_campaign(field: str) -> Check:
    return blank(f"campaigns.no_{field}", Campaign, field, day="starts_on")


def _of_training(field: str) -> Check:
    return blank(f"trainings.no_{field}", Training, field, day="held_on")


def _where_none_is_logged(check: Check) -> Check:
    """Activities logged say it themselves."""
    return replace(check, wrong=lambda found: check.wrong(found).filter(logged=None))


def _not_reviewed(found: Any) -> Any:
    """Materials name a review that did not pass, or that there is none of."""
    passed = import_string(settings.PASSED_REVIEWS)()
    own = passed.filter(root=OuterRef("root"), number=OuterRef("review"))
    return found.exclude(review="").filter(~Exists(own))


CHECKS = (
    _campaign(
        "campaigns.reported_without_day",
        _("Handed in, but on no day"),
        wrong=where(status="reported", reported_on=None),
        fields=("reported_on",),
        advice=_("Fill in the day on which the summary was handed in."),
        is_error=True,
    ),
    *map(_of_campaign, _CODES_OF_CAMPAIGNS),
    _where_none_is_logged(_of_campaign("forms")),
    _where_none_is_logged(_of_campaign("audiences")),
    _where_none_is_logged(
        blank(
            "campaigns.no_reached",
            Campaign,
            "reached",
            day="starts_on",
            advice=_UNCOUNTED,
        )
    ),
    Check(
        "activities.no_reached",
        _("An activity without the number of persons reached"),
        Activity,
        wrong=where(reached=None),
        fields=("reached",),
        advice=_UNCOUNTED,
        day="held_on",
    ),
    Check(
        "activities.marketing",
        _("Marketing instead of education"),
        Activity,
        wrong=where(is_marketing=True),
        fields=("is_marketing",),
        advice=_("Education must not sell: take it up with the outlet."),
        day="held_on",
    ),
    _campaign(
        "campaigns.ended_not_reported",
        _("Ended, but no summary was handed in"),
        wrong=where(ends_on__isnull=False, reported_on=None),
        fields=("reported_on",),
        advice=_("Fill in the day of the summary, once it is handed in."),
    ),
    _campaign(
        "campaigns.reported_early",
        _("Handed in before the campaign ended"),
        wrong=where(reported_on__lt=Coalesce(F("ends_on"), F("starts_on"))),
        fields=("ends_on", "reported_on"),
        advice=_("Compare both days with the papers; if they are right, leave them."),
    ),
    outside_life("campaigns.unit_not_there", Campaign, "starts_on"),
    blank(
        "materials.no_review",
        Material,
        "review",
        day="printed_on",
        advice=_("Printed materials are reviewed before they are issued."),
    ),
    Check(
        "materials.review_not_passed",
        _("Printed without a review that passed"),
        Material,
        wrong=_not_reviewed,
        fields=("review",),
        advice=_(
            "Compare the number with the reviews; what did not pass is not issued."
        ),
        day="printed_on",
    ),
    *map(_of_training, _CODES_OF_TRAININGS),
    blank(
        "trainings.no_present", Training, "present", day="held_on", advice=_UNCOUNTED
    ),
    _training(
        "trainings.more_than_expected",
        _("More were present than expected"),
        wrong=where(present__gt=F("expected")),
        fields=("expected", "present"),
        advice=_("Compare both numbers with the list of signatures."),
    ),
    _training(
        "trainings.more_passed",
        _("More passed than were present"),
        wrong=where(passed__gt=F("present")),
        fields=("present", "passed"),
        advice=_("Compare both numbers with the list of signatures."),
    ),
    _training(
        "trainings.exam_without_result",
        _("An examination without its result"),
        wrong=where(Q(kind="exam"), passed=None),
        fields=("passed",),
        advice=_("Fill in how many passed: the rate stands on it."),
    ),
    outside_life("trainings.unit_not_there", Training, "held_on"),
)
