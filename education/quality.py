"""What campaigns and trainings lack or contradict."""

from datetime import date, timedelta

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.quality import About
from education.models import Campaign, Training

# A summary is owed by then.
_SOON = timedelta(days=30)
_CAMPAIGN = About("education", Campaign)
_TRAINING = About("education", Training)


def _unreported(today: date) -> Q:
    return Q(reported_on=None, ends_on__lt=today - _SOON)


def _future(today: date) -> Q:
    return Q(reported_on__gt=today)


def _held_in_future(today: date) -> Q:
    return Q(held_on__gt=today, present__gt=0)


CHECKS = (
    _CAMPAIGN.lacks("no_kind", _("Campaign without kind"), Q(kind="")),
    _CAMPAIGN.lacks("no_mode", _("Campaign without mode"), Q(mode="")),
    _CAMPAIGN.lacks("no_organiser", _("Campaign without organiser"), Q(organiser="")),
    _CAMPAIGN.lacks("no_forms", _("Campaign without forms"), Q(forms=[])),
    _CAMPAIGN.lacks("no_topics", _("Campaign without topics"), Q(topics=[])),
    _CAMPAIGN.lacks("no_audience", _("Campaign without audience"), Q(audiences=[])),
    _CAMPAIGN.lacks("no_reach", _("Campaign without reach"), Q(reached=None)),
    _CAMPAIGN.lacks("no_end", _("Campaign without last day"), Q(ends_on=None)),
    _CAMPAIGN.doubt("unreported", _("Over for 30 days and not reported"), _unreported),
    _CAMPAIGN.contradiction(
        "reported_before_start",
        _("Reported before it began"),
        Q(reported_on__lt=F("starts_on")),
    ),
    _CAMPAIGN.contradiction(
        "reported_in_future", _("Reported on a day to come"), _future
    ),
    _TRAINING.lacks("training_no_kind", _("Training without kind"), Q(kind="")),
    _TRAINING.lacks(
        "training_no_audience", _("Training without audience"), Q(audiences=[])
    ),
    _TRAINING.lacks("no_attendance", _("Training without attendance"), Q(present=None)),
    _TRAINING.lacks(
        "more_than_expected",
        _("More present than expected"),
        Q(present__gt=F("expected"), present_is_approx=False, expected_is_approx=False),
    ),
    _TRAINING.contradiction(
        "held_in_future", _("Attended, and still to come"), _held_in_future
    ),
)
