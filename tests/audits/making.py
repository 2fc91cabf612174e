"""Audit findings of tests."""

from datetime import date

from consumer_protection.audits import actions
from consumer_protection.audits.models import Finding
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
