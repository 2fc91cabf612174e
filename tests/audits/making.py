"""Audit findings of tests."""

from datetime import date

from consumer_protection.audits import actions
from consumer_protection.audits.doing import outlets
from consumer_protection.audits.models import Finding, OutletCheck
from consumer_protection.core.models import Unit


def finding(actor, at, **values) -> Finding:
    """An open finding of November 2024 at 营业部, unless told otherwise."""
    known = {
        "project": "2024年消保专项审计",
        "scope": "complaint",
        "severity": "low",
        "text": "回访记录不完整",
        "unit": "MXW10",
        "found_on": date(2024, 11, 18),
        "due_on": date(2024, 12, 15),
    }
    known |= values
    known["unit"] = Unit.objects.get(code=known["unit"])
    root = Unit.objects.get(parent=None)
    return actions.import_finding(known, root=root, actor=actor, at=at)


def outlet_check(actor, at, **values) -> OutletCheck:
    """A past check of 营业部 that found a shredder lacking."""
    known = {
        "unit": "MXW10",
        "checked_on": date(2024, 6, 3),
        "checker": "林小梅",
        "present": ["complaint_notice", "fee_notice"],
        "lacking": ["shredder"],
    }
    known |= values
    known["unit"] = Unit.objects.get(code=known["unit"])
    return outlets.import_check(known, actor=actor, at=at)
