"""Running cases and things beside them, for tests of warnings."""

from datetime import date, datetime

from complaints.models import Complaint, Letter
from consumer_protection.core.models import Unit, User
from tests.conftest import SHANGHAI


def running(number="TS2025-0001", **values) -> Complaint:
    """A case kept here, of 营业部, whose 20 days end on 2025-03-24, a Monday; whoever
    complained was contacted and replied to on the first day."""
    is_answered = values.pop("is_answered", True)
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
    if is_answered:
        known["first_contact_on"] = known["received_on"]
    case = Complaint.objects.create(**known | values)
    if is_answered:
        Letter.objects.create(
            complaint=case,
            kind="acknowledgement",
            status="issued",
            told_on=case.received_on,
            written_by=User.objects.system(),
            written_at=known["registered_at"],
        )
    return case


def moment(day: str, clock: str = "10:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=SHANGHAI)
