"""The only place where anything about audits is counted."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import AuditProject, Finding
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


def _found(records: Any, period: Period) -> Any:
    return records.filter(found_on__gte=period.start, found_on__lt=period.end)


def _closed_of_found(records: Any, period: Period) -> Any:
    """Those found in the period that were closed by its end."""
    return _found(records, period).filter(closed_on__lt=period.end)


def _overdue(records: Any, period: Period) -> Any:
    return records.open_on(period.stock_day).filter(due_on__lt=period.stock_day)


def _projects(records: Any, period: Period) -> Any:
    """A ledger tells projects by their findings alone."""
    within = {
        "findings__found_on__gte": period.start,
        "findings__found_on__lt": period.end,
    }
    return records.filter(**within).distinct()


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
    ]
)
