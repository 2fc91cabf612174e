"""When a warning may be shown: by day, on working days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone

from consumer_protection.core.calendar import WorkingDays, working_days
from consumer_protection.core.models import Threshold


@dataclass(frozen=True, slots=True)
class QuietHours:
    """Quiet from one time of day until another, which may lie on the next day; without
    both times only rest days are quiet. All times are local."""

    days: WorkingDays
    begins: time | None = None
    ends: time | None = None

    def until(self, at: datetime, *, is_urgent: bool) -> datetime:
        """``at`` itself outside quiet hours, else the next morning of a working day;
        what is urgent waits for the next morning, whatever the day."""
        local = timezone.localtime(at)
        day, clock = local.date(), local.time()
        if self.days.is_working(day) and not self._is_quiet(clock):
            return at
        morning = self.ends or time()
        if clock >= morning:
            day += timedelta(days=1)
        while not is_urgent and not self.days.is_working(day):
            day += timedelta(days=1)
        return timezone.make_aware(datetime.combine(day, morning))

    def _is_quiet(self, clock: time) -> bool:
        if self.begins is None or self.ends is None:
            return False
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


def quiet_hours(day: date) -> QuietHours:
    """As they are in force on a day."""
    begins = Threshold.objects.value("warning.quiet_from", day)
    ends = Threshold.objects.value("warning.quiet_until", day)
    return QuietHours(working_days(), _clock(begins), _clock(ends))


def _clock(hours: Decimal | None) -> time | None:
    """7.5 is half past seven; what is no time of day counts as none."""
    if hours is None or not 0 <= hours < 24:
        return None
    whole, minute = divmod(int(hours * 60), 60)
    return time(whole, minute)
