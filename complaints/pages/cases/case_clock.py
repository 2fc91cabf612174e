"""How the deadline of a case stands, at a glance."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from complaints import queries, rules
from complaints.models import Complaint

# From this share of the days on a deadline warns.
_WARNS = 0.8


@dataclass(frozen=True, slots=True)
class Clock:
    """``tone`` is good, warning, bad or quiet; ``share`` of its days used, of 100."""

    tone: str
    head: str
    share: int
    was_late: bool
    deadline: queries.Deadline


def clock(case: Complaint, today: date) -> Clock | None:
    """None for a draft, whose clock has not begun."""
    if case.status == "draft":
        return None
    told = queries.deadline(case, today)
    was_late = case.was_late or bool(case.closed_on and case.closed_on > case.due_on)
    days = (case.due_on - today).days
    whole = rules.days_used(case.clock, case.due_on) or 1
    share = min(round(100 * told.days_used / whole), 100)
    tone, head = _standing(case, days, share, was_late=was_late)
    return Clock(tone, head, share, was_late, told)


def _standing(
    case: Complaint, days: int, share: int, *, was_late: bool
) -> tuple[str, str]:
    if not case.is_open:
        return ("bad", _("Ended late")) if was_late else ("quiet", _("Ended in time"))
    if case.status == "suspended":
        return "quiet", _("Clock stopped")
    if days < 0:
        return "bad", _("%(days)d days overdue") % {"days": -days}
    tone = "warning" if share >= 100 * _WARNS else "good"
    if days == 0:
        return "warning", _("Due today")
    return tone, _("%(days)d days left") % {"days": days}
