"""The only place where anything about complaints is counted."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints import sanction_figures
from complaints.dimensions import LEVEL, LEVEL_ONE, MONTH_RECEIVED
from complaints.models import Complaint
from complaints.rules import FORWARDED
from consumer_protection.core.base_figures import Base
from consumer_protection.core.figures import (
    AnyFigure,
    Breakdown,
    Figure,
    Ratio,
    Select,
    Source,
    by_code,
)
from consumer_protection.core.periods import Period

COMPLAINTS = Source("complaints", Complaint, "received_on")
_CASES = "件"


def _received(records: Any, period: Period, **more: Any) -> Any:
    return records.complaints().filter(
        received_on__gte=period.start, received_on__lt=period.end, **more
    )


def _ended(records: Any, period: Period, *conditions: Q, **more: Any) -> Any:
    return records.complaints().filter(
        *conditions, closed_on__gte=period.start, closed_on__lt=period.end, **more
    )


def _received_with(**more: Any) -> Select:
    return lambda records, period: _received(records, period, **more)


def _closed_with(*conditions: Q, **more: Any) -> Select:
    return lambda records, period: _ended(
        records, period, *conditions, status="closed", **more
    )


def _ended_as(status: str) -> Select:
    return lambda records, period: _ended(records, period, status=status)


def _other(records: Any, period: Period, nature: str) -> Any:
    return records.on_record().filter(
        record_nature=nature, received_on__gte=period.start, received_on__lt=period.end
    )


def _of_nature(nature: str) -> Select:
    return lambda records, period: _other(records, period, nature)


def _merged(records: Any, period: Period) -> Any:
    return records.filter(
        status="merged", closed_on__gte=period.start, closed_on__lt=period.end
    )


def _open(records: Any, period: Period) -> Any:
    return records.complaints().open_on(period.stock_day)


def _overdue(records: Any, period: Period) -> Any:
    """A clock that stands still since before is not overdue."""
    late = _open(records, period).filter(due_on__lt=period.stock_day)
    return late.exclude(suspended_from__lte=period.stock_day, suspended_to=None)


def _rechecked(records: Any, period: Period) -> Any:
    """By the day of the decision (核查决定), however often a case was rechecked."""
    decided = records.filter(
        rechecks__decided_at__date__gte=period.start,
        rechecks__decided_at__date__lt=period.end,
    )
    return records.complaints().filter(pk__in=decided.values("pk"))


def _figure(
    name: str, label: Any, select: Select, unit: str = _CASES, total: str = ""
) -> Figure:
    return Figure(f"complaints.{name}", label, unit, COMPLAINTS, select, total=total)


_SATISFIED = ("very_satisfied", "satisfied")
_RATED = (*_SATISFIED, "basically", "dissatisfied")

RECEIVED = _figure("received", _("Complaints received"), _received)
CUSTOMERS = Base("customers", _("Customers"), "户")
CLOSED = _figure("closed", _("Complaints closed"), _closed_with())
CLOSED_ON_TIME = _figure(
    "closed_on_time",
    _("Complaints closed on time"),
    _closed_with(closed_on__lte=F("due_on"), was_late=False),
)
RATED = _figure("rated", _("Complaints rated"), _closed_with(satisfaction__in=_RATED))
SATISFIED = _figure(
    "satisfied",
    _("Complaints rated satisfied"),
    _closed_with(satisfaction__in=_SATISFIED),
)


def _by(
    name: str, label: Any, key: Any, codes: str = "", *, months: bool = False
) -> Breakdown:
    return Breakdown(f"complaints.received.{name}", label, RECEIVED, key, codes, months)


FIGURES: dict[str, AnyFigure] = sanction_figures.FIGURES | by_code(
    [
        RECEIVED,
        _by("by_source", _("Complaints by source"), F("source"), "intake_source"),
        _by(
            "by_intake_channel",
            _("Complaints by intake channel"),
            F("intake_channel"),
            "intake_channel",
        ),
        _by(
            "by_transaction_channel",
            _("Complaints by transaction channel"),
            F("transaction_channel"),
            "transaction_channel",
        ),
        _by("by_category", _("Complaints by category"), LEVEL_ONE, "business_category"),
        _by("by_cause", _("Complaints by cause"), F("cause"), "cause"),
        _by("by_unit", _("Complaints by unit"), F("unit__name")),
        _by("by_month", _("Complaints by month"), MONTH_RECEIVED, months=True),
        _by("by_level", _("Complaints by level"), LEVEL, "level"),
        Ratio(
            "complaints.received_per_10k_customers",
            _("Complaints received per 10,000 customers"),
            RECEIVED,
            CUSTOMERS,
            "件/万户",
            10_000,
        ),
        CLOSED,
        _figure("open", _("Complaints open"), _open),
        CLOSED_ON_TIME,
        Ratio("complaints.on_time_rate", _("On-time rate"), CLOSED_ON_TIME, CLOSED),
        _figure("overdue", _("Complaints overdue"), _overdue),
        _figure(
            "extended",
            _("Complaints extended"),
            _closed_with(Q(extended_to__isnull=False) | Q(was_extended=True)),
        ),
        _figure(
            "suspended",
            _("Complaints suspended"),
            _closed_with(Q(suspended_from__isnull=False) | Q(was_suspended=True)),
        ),
        SATISFIED,
        _figure(
            "dissatisfied",
            _("Complaints rated dissatisfied"),
            _closed_with(satisfaction="dissatisfied"),
        ),
        RATED,
        Ratio("complaints.satisfaction_rate", _("Satisfaction rate"), SATISFIED, RATED),
        Ratio(
            "complaints.satisfaction_of_closed_rate",
            _("Satisfied of all closed"),
            SATISFIED,
            CLOSED,
        ),
        _figure(
            "substantiated",
            _("Complaints substantiated"),
            _closed_with(finding="substantiated"),
        ),
        _figure("repeat", _("Repeated complaints"), _received_with(is_repeat=True)),
        # Told to an authority after the institution had it: 升级投诉.
        _figure(
            "escalated",
            _("Complaints escalated to an authority"),
            _received_with(is_repeat=True, source__in=FORWARDED),
        ),
        _figure("major", _("Major complaints"), _received_with(is_major=True)),
        _figure("mediated", _("Complaints mediated"), _closed_with(outcome="mediated")),
        _figure("withdrawn", _("Complaints withdrawn"), _ended_as("withdrawn")),
        _figure("not_handled", _("Complaints not handled"), _ended_as("not_handled")),
        _figure("merged", _("Complaints merged"), _merged),
        _figure("reviewed", _("Complaints rechecked"), _rechecked),
        _figure(
            "compensation_yuan",
            _("Compensation paid"),
            _closed_with(compensation__gt=0),
            "元",
            "compensation",
        ),
        _figure(
            "rectified",
            _("Complaints with rectification"),
            _closed_with(~Q(rectification="")),
        ),
        _figure("suggestions", _("Suggestions"), _of_nature("suggestion")),
        _figure("inquiries", _("Inquiries"), _of_nature("inquiry")),
    ]
)
