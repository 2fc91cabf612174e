"""Deadlines of a complaint: limit, extension, suspension, restart, recheck.

《银行业保险业消费投诉处理管理办法》(银保监会令2020年第3号) arts 18, 20, 43; for
complaints forwarded by the central bank 人民银行令〔2020〕第5号 art. 43. All days are
natural days, the day of the event not counted, the last day included; a last day on
a holiday does not move (the order is silent; warnings come earlier instead).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consumer_protection.core.models import TimeLimit

Limits = Mapping[str, TimeLimit]
# Sources that hand a complaint on from outside.
FORWARDED = frozenset(
    {
        "nfra_forward",
        "pbc_forward",
        "gov_12345",
        "samr_12315",
        "petition",
        "gov_dept",
    }
)

# Whoever makes one of these moves declares this first (art. 17).
DECLARED = frozenset({"investigate"})
NO_INTEREST = gettext_lazy(
    "I have no interest in this case, nor in the persons involved"
)

# Our own numbers: TS20240017.
PREFIX = "TS"
DIGITS = 4


class ExtensionRefused(ValueError):
    """The extension breaks the rule; the message says which part, for people."""


@dataclass(frozen=True, slots=True)
class Clock:
    """What a deadline depends on. ``restarted_on``: new facts came on that day
    (art. 18(3)). A suspension runs from its first day up to the day the clock runs
    again, which counts as running; ``stood_days`` are those of earlier ones."""

    received_on: date
    restarted_on: date | None = None
    extended_to: date | None = None
    suspended_from: date | None = None
    suspended_to: date | None = None
    stood_days: int = 0

    @property
    def start(self) -> date:
        return self.restarted_on or self.received_on

    @property
    def suspended_days(self) -> int:
        if self.suspended_from is None or self.suspended_to is None:
            return self.stood_days
        return self.stood_days + (self.suspended_to - self.suspended_from).days


@dataclass(frozen=True, slots=True)
class Extension:
    """A request to extend: its kind (codes: to_30, plus_30, pbc_60) and conditions."""

    kind: str
    asked_on: date
    approved_by_senior: bool = False
    notified: bool = False


def due_on(clock: Clock, limits: Limits) -> date:
    """The later of start + limit and the granted extension, plus days suspended."""
    own = clock.start + timedelta(days=limits["complaint.decide"].days)
    return max(own, clock.extended_to or own) + timedelta(days=clock.suspended_days)


def extended_to(clock: Clock, extension: Extension, limits: Limits) -> date:
    """The day up to which this extension reaches, before suspensions.

    Raises ExtensionRefused where it comes after the present due date, or the
    further 30 days (or the central bank's 60) lack approval or notice.
    """
    if extension.asked_on > due_on(clock, limits):
        raise ExtensionRefused(
            _("The due date has passed: it cannot be extended any more.")
        )
    if extension.kind in ("plus_30", "pbc_60"):
        if not extension.approved_by_senior:
            raise ExtensionRefused(_("A senior manager must approve this extension."))
        if not extension.notified:
            raise ExtensionRefused(_("The complainant must be told of this extension."))
    days = limits[f"complaint.{extension.kind}"].days
    if extension.kind == "plus_30":
        days += limits["complaint.to_30"].days
    return clock.start + timedelta(days=days)


def recheck_until(served_on: date, limits: Limits) -> date:
    """The last day to apply for a recheck (核查) of a decision served on a day."""
    return served_on + timedelta(days=limits["complaint.recheck_apply"].days)


def recheck_due_on(applied_on: date, limits: Limits) -> date:
    """The last day to decide a recheck applied for on a day."""
    return applied_on + timedelta(days=limits["complaint.recheck_decide"].days)


@dataclass(frozen=True, slots=True)
class Step:
    """One reason why the due date is where it is: the day reached, the days added."""

    on: date
    what: str
    days: int
    law: str = ""


def steps(clock: Clock, limits: Limits, *, is_pbc: bool = False) -> list[Step]:
    """How the due date comes about, from receipt on; the last step ends on it."""
    limit = limits["complaint.decide"]
    own = clock.start + timedelta(days=limit.days)
    begins = _("Received; the day itself is not counted")
    told = [
        Step(clock.start, begins, 0, limit.law),
        Step(own, _("Limit for the decision, in natural days"), limit.days, limit.law),
    ]
    if clock.extended_to and clock.extended_to > own:
        days = (clock.extended_to - own).days
        law = limits[deciding(clock, limits, is_pbc=is_pbc)].law
        told.append(Step(clock.extended_to, _("Extended"), days, law))
    if days := clock.suspended_days:
        told.append(Step(due_on(clock, limits), _("The clock stood still"), days))
    return told


def deciding(clock: Clock, limits: Limits, *, is_pbc: bool = False) -> str:
    """The code of the limit that decides: the plain one, or that of the extension."""
    plain = limits["complaint.decide"]
    days = (clock.extended_to - clock.start).days if clock.extended_to else 0
    if days <= plain.days:
        return plain.code
    if is_pbc:
        return "complaint.pbc_60"
    is_first = days <= limits["complaint.to_30"].days
    return "complaint.to_30" if is_first else "complaint.plus_30"


def days_used(clock: Clock, until: date) -> int:
    """Days the clock ran up to and with a day, without those it stood still."""
    stood = clock.stood_days
    if clock.suspended_from is not None:
        end = min(clock.suspended_to or until, until)
        stood += max((end - clock.suspended_from).days, 0)
    return max((until - clock.start).days - stood, 0)


def major_reason(
    source: str, sensitivity: str, persons: int, *, is_met: bool, group: int
) -> str:
    """Why a complaint is major by itself (art. 29), or nothing: ``group`` or more
    people together face to face, the regulator's word, the media."""
    if is_met and persons >= group:
        return "group20"
    if sensitivity == "regulator":
        return "regulator"
    return "media" if source == "media" or sensitivity == "media" else ""


def own_number(year: int, number: int) -> str:
    """TS20240017, longer where a year has ten thousand."""
    return f"{PREFIX}{year}{number:0{DIGITS}d}"
