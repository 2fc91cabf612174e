"""What is doubtful in audit findings."""

from functools import partial

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import Finding, OutletCheck
from consumer_protection.core.quality import Check, blank, outside_life, where

_check = partial(Check, noun=Finding, day="found_on")
_blank = partial(blank, noun=Finding, day="found_on")

CHECKS = (
    _check(
        "audit_findings.closed_without_day",
        _("Rectified, but on no day"),
        wrong=where(status="closed", closed_on=None),
        fields=("closed_on",),
        advice=_("Without the day it counts as open."),
        is_error=True,
    ),
    _check(
        "audit_findings.open_with_day",
        _("Has a day of rectification, but is not closed"),
        wrong=where(~Q(status="closed"), closed_on__isnull=False),
        fields=("closed_on", "status"),
        advice=_("Close it, or take the day away: the figures count it as closed."),
        is_error=True,
    ),
    _check(
        "audit_findings.due_before_found",
        _("To be rectified before it was found"),
        wrong=where(due_on__lt=F("found_on")),
        fields=("found_on", "due_on"),
        advice=_("Correct the day that is wrong."),
        is_error=True,
    ),
    _blank("audit_findings.no_scope", field="scope"),
    _blank(
        "audit_findings.no_due_on",
        field="due_on",
        advice=_("Without it nobody sees when the rectification is late."),
    ),
    outside_life("audit_findings.unit_not_there", Finding, "found_on"),
    outside_life("outlet_checks.unit_not_there", OutletCheck, "checked_on"),
)
