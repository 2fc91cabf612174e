"""Complaints of tests."""

from datetime import date

from complaints import actions
from complaints.models import Complaint
from consumer_protection.core.models import Unit

# What is proposed for a case, and a decision letter with its four parts.
PROPOSAL = {
    "transaction_channel": "branch_counter",
    "category": "debit_card",
    "cause": "service_attitude",
    "finding": "partly",
    "outcome": "explained",
    "rectification": "完善告知话术",
}
BLOCKS = {
    "result": "部分属实",
    "basis": "第十九条",
    "reasons": "已核实",
    "remedies": "三十日内可申请核查",
}


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
