"""The only place where anything about audits is counted."""

from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import (
    NOTICES,
    AuditProject,
    Finding,
    OutletCheck,
)
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
from consumer_protection.core.unit_figures import OUTLETS

FINDINGS_REGISTER = Source("audit_findings", Finding, "found_on")
CHECKS_REGISTER = Source("outlet_checks", OutletCheck, "checked_on")


def _found(records: Any, period: Period) -> Any:
    return records.filter(found_on__gte=period.start, found_on__lt=period.end)


def _closed_of_found(records: Any, period: Period) -> Any:
    """Those found in the period that were closed by its end."""
    return _found(records, period).filter(closed_on__lt=period.end)


def _overdue(records: Any, period: Period) -> Any:
    """A risk accepted for a time hurries nobody before that time is over."""
    day = period.stock_day
    late = records.open_on(day).filter(due_on__lt=day)
    return late.exclude(pk__in=records.accepted_on(day).values("pk"))


def _projects(records: Any, period: Period) -> Any:
    """A ledger tells projects by their findings alone."""
    within = {
        "findings__found_on__gte": period.start,
        "findings__found_on__lt": period.end,
    }
    return records.filter(**within).distinct()


def _checks(records: Any, period: Period) -> Any:
    return records.filter(checked_on__gte=period.start, checked_on__lt=period.end)


def _noticed(records: Any, period: Period) -> Any:
    """The last check of each outlet that looked at both notices."""
    return _checks(records, period).looked_at(*NOTICES).last_of_each()


def _notices_there(records: Any, period: Period) -> Any:
    return _noticed(records, period).filter(present__contains=[*NOTICES])


def _whole(records: Any, period: Period) -> Any:
    """Outlets whose last check of facilities found none lacking."""
    looked = ~Q(present=[]) | ~Q(lacking=[])
    last = _checks(records, period).filter(looked).last_of_each()
    return last.filter(lacking=[])


def _certified(records: Any, period: Period) -> Any:
    """As it stood on the last day, whenever that was told."""
    told = records.filter(checked_on__lte=period.stock_day)
    return told.certified_by(period.stock_day).last_of_each()


def _outlet_figure(name: str, label: Any, select: Select) -> Figure:
    return Figure(f"audits.{name}", label, "家", CHECKS_REGISTER, select)


def _figure(
    name: str, label: Any, select: Select, unit: str = "个", **more: Any
) -> Figure:
    return Figure(f"audits.{name}", label, unit, FINDINGS_REGISTER, select, **more)


FINDINGS = _figure("findings", _("Audit findings"), _found)
FINDINGS_CLOSED = _figure("findings_closed", _("Findings closed"), _closed_of_found)

FIGURES: dict[str, AnyFigure] = by_code(
    [
        _figure("projects", _("Audit projects"), _projects, "项", noun=AuditProject),
        FINDINGS,
        Breakdown(
            "audits.findings.by_severity",
            _("Findings by severity"),
            FINDINGS,
            F("severity"),
            "finding_severity",
        ),
        FINDINGS_CLOSED,
        Ratio("audits.closure_rate", _("Closure rate"), FINDINGS_CLOSED, FINDINGS),
        _figure("findings_overdue", _("Findings overdue"), _overdue),
        OUTLETS,
        _outlet_figure(
            "display_checked", _("Outlets whose notices were checked"), _noticed
        ),
        _outlet_figure("display_ok", _("Outlets with both notices"), _notices_there),
        _outlet_figure("facilities_ok", _("Outlets lacking no facility"), _whole),
        _outlet_figure("outlets_certified", _("Outlets certified"), _certified),
    ]
)
