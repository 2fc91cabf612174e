"""The clocks of an incident: 银保监会令2020年第3号 art. 29, 2022年第9号 art. 50,
人民银行令〔2020〕第5号 arts. 26 and 34."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from consumer_protection.governance.models import Incident, IncidentReport


@dataclass(frozen=True, slots=True)
class Clock:
    """``code`` of the list incident_clock; "at once" (no hours) is late from the
    first minute on, and judged by people."""

    code: str
    hours: int | None
    basis: str


AT_ONCE = Clock("at_once", None, "银保监会令2020年第3号第二十九条")
FULL = Clock("within_24h", 24, "内部规定：24小时内书面报告")
AUTHORITY = Clock("within_72h", 72, "人民银行令〔2020〕第5号第三十四条")


@dataclass(frozen=True, slots=True)
class Hand:
    """One clock of one incident: how long there is, and what stopped it."""

    clock: Clock
    due_at: datetime | None
    report: IncidentReport | None

    def is_late(self, now: datetime) -> bool:
        end = self.report.reported_at if self.report else now
        return self.due_at is not None and end > self.due_at

    def state(self, now: datetime) -> str:
        """A code of duty_state."""
        if self.report:
            return "sent_late" if self.is_late(now) else "submitted"
        return "overdue" if self.is_late(now) else "open"


def clocks_of(incident: Incident) -> Sequence[Clock]:
    """A leak of data runs against the 72 hours, everything else against the day."""
    if incident.kind == "data_leak":
        return (AT_ONCE, AUTHORITY)
    return (AT_ONCE, FULL)


def hands(incident: Incident) -> list[Hand]:
    first: dict[str, IncidentReport] = {}
    for report in incident.reports.all():
        first.setdefault(report.clock, report)
    return [
        Hand(one, _end(incident, one), first.get(one.code))
        for one in clocks_of(incident)
    ]


def _end(incident: Incident, clock: Clock) -> datetime | None:
    if clock.hours is None:
        return None
    return incident.began_at + timedelta(hours=clock.hours)
