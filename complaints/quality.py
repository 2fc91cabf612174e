"""What complaints lack or contradict."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from complaints.states import ENDED
from consumer_protection.core.quality import About

# A case open for longer was most likely imported without its outcome.
_LONG = timedelta(days=180)
_CASE = Q(record_nature="complaint") & ~Q(status__in=("draft", "merged"))
_CLOSED = _CASE & Q(status="closed")
_IMPORTED = _("Records imported in their final state may lack it: complete it.")
_JUSTIFIED = Q(finding__in=("substantiated", "partly"))
_ABOUT = About("complaints", Complaint)


def _twin(today: date) -> Q:
    """Another case of the same day, unit and words."""
    same = Complaint.objects.filter(
        root=OuterRef("root"),
        received_on=OuterRef("received_on"),
        unit=OuterRef("unit"),
        description=OuterRef("description"),
    )
    return Q(Exists(same.exclude(pk=OuterRef("pk")))) & ~Q(status="merged")


def _future(today: date) -> Q:
    return Q(received_on__gt=today) | Q(closed_on__gt=today) | Q(notified_on__gt=today)


def _forgotten(today: date) -> Q:
    return _CASE & Q(closed_on=None, received_on__lt=today - _LONG)


CHECKS = (
    _ABOUT.lacks("no_source", _("Without source"), _CASE & Q(source="")),
    _ABOUT.lacks(
        "no_intake_channel", _("Without intake channel"), _CASE & Q(intake_channel="")
    ),
    _ABOUT.lacks(
        "no_transaction_channel",
        _("Without transaction channel"),
        _CASE & Q(transaction_channel=""),
    ),
    _ABOUT.lacks("no_category", _("Without category"), _CASE & Q(category="")),
    _ABOUT.lacks("no_cause", _("Without cause"), _CASE & Q(cause="")),
    _ABOUT.lacks(
        "no_handling_unit",
        _("Without handling unit"),
        _CASE & Q(handling_unit=None) & ~Q(status="registered"),
    ),
    _ABOUT.lacks(
        "no_finding",
        _("Closed without a finding"),
        _CLOSED & Q(finding=""),
        _IMPORTED,
    ),
    _ABOUT.lacks(
        "no_outcome",
        _("Closed without an outcome"),
        _CLOSED & Q(outcome=""),
        _IMPORTED,
    ),
    _ABOUT.lacks(
        "no_notice",
        _("Closed without day or way of notice"),
        _CLOSED & (Q(notified_on=None) | Q(notify_method="")),
        _IMPORTED,
    ),
    _ABOUT.lacks(
        "no_satisfaction",
        _("Closed without the customer's rating"),
        _CLOSED & Q(satisfaction=""),
        _IMPORTED,
    ),
    _ABOUT.lacks(
        "no_rectification",
        _("Justified, and nothing was rectified"),
        _CLOSED & _JUSTIFIED & Q(rectification=""),
    ),
    _ABOUT.lacks(
        "no_reason_of_extension",
        _("Extended without a reason"),
        _CASE & Q(extended_to__isnull=False, extension_reason=""),
    ),
    _ABOUT.doubt("forgotten", _("Open for more than 180 days"), _forgotten),
    _ABOUT.doubt("twin", _("Same day, unit and words as another"), _twin),
    _ABOUT.lacks(
        "stands_still",
        _("Ended while the clock stood still"),
        Q(status__in=ENDED, suspended_from__isnull=False, suspended_to=None),
    ),
    _ABOUT.lacks(
        "rated_while_open",
        _("Rated before it was closed"),
        _CASE & Q(closed_on=None) & ~Q(satisfaction__in=("", "not_rated")),
    ),
    _ABOUT.lacks(
        "paid_unsubstantiated",
        _("Compensation for an unsubstantiated complaint"),
        Q(compensation__gt=0, finding="unsubstantiated"),
    ),
    _ABOUT.lacks(
        "closed_before_notice",
        _("Notified after it was closed"),
        Q(notified_on__gt=F("closed_on")),
    ),
    _ABOUT.lacks(
        "unit_not_there",
        _("The unit was not there on the day of receipt"),
        Q(unit__valid_from__gt=F("received_on"))
        | Q(unit__valid_to__lte=F("received_on")),
    ),
    _ABOUT.contradiction(
        "closed_without_day",
        _("Ended, and no day of it"),
        Q(status__in=ENDED, closed_on=None),
    ),
    _ABOUT.contradiction(
        "open_with_day",
        _("Has a day of closing, and is open"),
        Q(closed_on__isnull=False) & ~Q(status__in=(*ENDED, "notified")),
    ),
    _ABOUT.contradiction(
        "notified_before_receipt",
        _("Notified before it was received"),
        Q(notified_on__lt=F("received_on")),
    ),
    _ABOUT.contradiction("future", _("A day that is still to come"), _future),
)
