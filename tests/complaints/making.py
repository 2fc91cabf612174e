"""Complaints of tests."""

from datetime import date

from complaints import actions
from complaints.models import Complaint
from consumer_protection.core.models import Unit


def complaint(actor, at, **values) -> Complaint:
    """A closed complaint of 营业部, unless told otherwise."""
    known = {
        "unit": Unit.objects.get(code="MXW10"),
        "received_on": date(2024, 3, 1),
        "description": "卡片被限制非柜面交易",
        "closed_on": date(2024, 3, 10),
        "finding": "partly",
        "outcome": "explained",
        "satisfaction": "satisfied",
    }
    if isinstance(values.get("unit"), str):
        values["unit"] = Unit.objects.get(code=values["unit"])
    return actions.import_complaint(known | values, actor=actor, at=at)
