"""Running cases and things beside them, for tests of warnings."""

from datetime import date, datetime

from complaints.models import Complaint
from consumer_protection.core.models import Unit
from tests.conftest import SHANGHAI


def running(number="TS2025-0001", **values) -> Complaint:
    """A case kept here, of 营业部, whose 20 days end on 2025-03-24, a Monday."""
    unit = Unit.objects.get(code=values.pop("unit", "MXW10"))
    known = {
        "root": unit.root,
        "unit": unit,
        "number": number,
        "received_on": date(2025, 3, 4),
        "due_on": date(2025, 3, 24),
        "registered_at": datetime(2025, 3, 4, 9, tzinfo=SHANGHAI),
        "description": "张三的卡片被限制非柜面交易",
        "status": "investigating",
    }
    return Complaint.objects.create(**known | values)


def moment(day: str, clock: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)
