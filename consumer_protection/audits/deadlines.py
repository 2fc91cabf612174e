"""What falls due in audits: findings to rectify, to verify, risks whose time ends."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.audits.models import AuditProject, Finding, OutletCheck
from consumer_protection.core.deadlines import Deadline, Due, people

# What a ledger of long ago left open is its history, and hurries nobody.
_LONG_AGO = timedelta(days=366)
_BEFORE = timedelta(days=30)


def _open(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    told = found.exclude(project__status__in=states.BEFORE_REPORT)
    return told.exclude(status="closed").filter(due_on__gte=since)


def _finding_due(finding: Finding) -> Due:
    """Handed in, it waits for somebody else to verify; an accepted risk ends."""
    unit, root = finding.unit_id, finding.project.root_id
    on = finding.due_on or finding.found_on
    if finding.status == "submitted":
        never = people(finding.submitted_by_id)
        auditing = finding.project.unit_id
        return Due(finding.found_on, on, root, auditing, states.VERIFY, never=never)
    if finding.status == "accepted_risk" and finding.accepted_until is not None:
        on = finding.accepted_until
        return Due(on - _BEFORE, on, root, unit, states.WORK)
    return Due(finding.found_on, on, root, unit, states.WORK)


def _planned(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    return found.filter(status="planned", starts_on__gte=since)


def _project_due(project: AuditProject) -> Due:
    """An audit planned begins on its day."""
    on: date = project.starts_on or date(project.year, 12, 31)
    return Due(on - _BEFORE, on, project.root_id, project.unit_id, states.WRITE)


def _lacking(found: Any) -> Any:
    since = timezone.localdate() - _LONG_AGO
    return found.exclude(status="closed").filter(due_on__gte=since)


def _check_due(check: OutletCheck) -> Due:
    on = check.due_on or check.checked_on
    if check.status == "submitted":
        never = people(check.submitted_by_id)
        return Due(
            check.checked_on,
            on,
            check.root_id,
            check.root_id,
            states.VERIFY,
            never=never,
        )
    if check.status == "accepted_risk" and check.accepted_until is not None:
        on = check.accepted_until
        return Due(on - _BEFORE, on, check.root_id, check.unit_id, states.WORK)
    return Due(check.checked_on, on, check.root_id, check.unit_id, states.WORK)


DEADLINES = (
    Deadline("audits.project", AuditProject, _("Audit"), _planned, _project_due),
    Deadline(
        "audits.finding",
        Finding,
        _("Audit finding"),
        _open,
        _finding_due,
        related=("project", "unit"),
    ),
    Deadline(
        "audits.outlet_check",
        OutletCheck,
        _("Outlet check"),
        _lacking,
        _check_due,
        related=("unit",),
    ),
)
