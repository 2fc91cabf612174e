"""What was learnt from complaints and what still waits, for one who asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from complaints.learning_rules import windows
from complaints.models import (
    CallBack,
    CallQuestion,
    Complaint,
    Problem,
    Rectification,
    Sanction,
    SecondRound,
    TrainingSuggestion,
)
from complaints.states import OPEN
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import Threshold, Unit, User
from consumer_protection.core.scope import Asker

_EFFECT_DAYS = 90
_BETWEEN = re.compile(r"[\s,，、;；]+")
SIDES = ("before", "after")


@dataclass(frozen=True, slots=True)
class Matter:
    """What tells complaints of one matter: added by hand, or alike in all that is
    given. Nothing given is no pattern."""

    ids: Sequence[int]
    category: str = ""
    cause: str = ""
    unit_id: int | None = None

    @property
    def condition(self) -> Q:
        added = Q(pk__in=list(self.ids))
        if not (self.category or self.cause):
            return added
        alike = Q()
        if self.category:
            below = Q(category__startswith=f"{self.category}/")
            alike &= Q(category=self.category) | below
        if self.cause:
            alike &= Q(cause=self.cause)
        if self.unit_id is not None:
            alike &= Q(unit_id=self.unit_id)
        return added | alike


@dataclass(frozen=True, slots=True)
class Effect:
    """Complaints of the matter in as many days before as after a closing;
    ``is_running``: the days after are not over yet."""

    day: date
    days: int
    before: int
    after: int
    is_running: bool


def matter_of(record: Problem | Rectification) -> Matter:
    """A rectification's is that of its problem, or of its one complaint."""
    if isinstance(record, Problem):
        ids = list(record.cases.values_list("complaint_id", flat=True))
        return Matter(ids, record.category, record.cause, record.pattern_unit_id)
    if record.problem is not None:
        return matter_of(record.problem)
    case = record.complaint
    if case is None:
        return Matter(())
    return Matter([case.pk], case.category, case.cause, case.unit_id)


def closing_day(record: Problem | Rectification) -> date | None:
    if isinstance(record, Problem):
        return record.effect_from
    return record.closed_on


def effect(record: Problem | Rectification, asker: Asker, today: date) -> Effect | None:
    """Before and after the last closing, or None where it never closed."""
    day = closing_day(record)
    if day is None:
        return None
    before, after = (effect_cases(record, asker, side).count() for side in SIDES)
    days = effect_days(day)
    return Effect(day, days, before, after, windows(day, days)[1][1] >= today)


def effect_cases(record: Problem | Rectification, asker: Asker, side: str) -> Any:
    """The very complaints that ``effect`` counts."""
    visible = Complaint.objects.visible_to(asker).complaints()
    day = closing_day(record)
    if day is None or side not in SIDES:
        return visible.none()
    window = windows(day, effect_days(day))[SIDES.index(side)]
    return visible.filter(matter_of(record).condition, received_on__range=window)


def effect_days(day: date) -> int:
    return threshold("learning.effect_days", day, _EFFECT_DAYS)


def threshold(code: str, day: date, otherwise: int) -> int:
    found = Threshold.objects.value(code, day)
    return otherwise if found is None else int(found)


def needs_sanction(complaint: Complaint) -> bool:
    """Somebody was responsible, and neither for the case nor for a problem it shows
    was anybody held to account. A commendation is none. Whether there is one may be
    known to all who see the case, what it is not."""
    if complaint.responsible != "yes":
        return False
    found = _negative().filter(
        Q(complaint=complaint) | Q(problem__cases__complaint=complaint)
    )
    return not found.exists()


def lacking_sanction(asker: Asker) -> Any:
    """The complaints of which ``needs_sanction`` is true."""
    held = _negative()
    direct = held.filter(complaint__isnull=False).values("complaint")
    shown = held.filter(problem__isnull=False).values("problem__cases__complaint")
    found = Complaint.objects.visible_to(asker).filter(responsible="yes")
    return found.exclude(pk__in=direct).exclude(
        pk__in=shown.filter(problem__cases__isnull=False)
    )


def _negative() -> Any:
    return Sanction.objects.exclude(kind="commend")


@dataclass(frozen=True, slots=True)
class Learning:
    """How much of each kind waits."""

    problems: int
    rectifications: int
    rectifications_overdue: int
    to_verify: int
    sanctions_missing: int
    suggestions: int
    calls: int
    second_rounds: int
    trainings: int


def learning(asker: Asker, today: date) -> Learning:
    """Counts for the page of learning; each is the length of the list it leads to."""
    work: dict[str, int] = Rectification.objects.visible_to(asker).aggregate(
        open=Count("pk", filter=~Q(status__in=("closed", "accepted_risk"))),
        submitted=Count("pk", filter=Q(status="submitted")),
    )
    return Learning(
        Problem.objects.visible_to(asker).exclude(status="closed").count(),
        work["open"],
        Rectification.objects.visible_to(asker).overdue(today).count(),
        work["submitted"],
        lacking_sanction(asker).count(),
        suggestions(asker).filter(suggestion_answer=None).count(),
        CallBack.objects.visible_to(asker).filter(status="open").count(),
        SecondRound.objects.visible_to(asker).filter(status="open").count(),
        TrainingSuggestion.objects.visible_to(asker).filter(status="suggested").count(),
    )


def suggestions(asker: Asker) -> Any:
    visible = Complaint.objects.visible_to(asker).filter(record_nature="suggestion")
    return visible.on_record().exclude(status="merged")


def by_numbers(asker: Asker, text: str) -> tuple[list[Complaint], list[str]]:
    """The complaints of a pasted list of numbers, and the numbers nobody of this
    institution knows, or the asker may not see."""
    wanted = list(dict.fromkeys(filter(None, _BETWEEN.split(text))))
    found = {
        one.number: one
        for one in Complaint.objects.visible_to(asker).filter(number__in=wanted)
    }
    return list(found.values()), [one for one in wanted if one not in found]


def staff_of(asker: Asker) -> Any:
    """Everybody who works at the institution: names of colleagues are no secret."""
    units = Unit.objects.visible_to(asker)
    return User.objects.filter(unit__in=units, is_active=True, is_system=False)


def waiting_calls(caller: User, today: date) -> Any:
    """The calls this person may make now: not of cases they handled or that are open
    again, and not tried today already; due first."""
    visible = CallBack.objects.visible_to(caller).filter(status="open")
    now = visible.not_of(caller).exclude(complaint__status__in=OPEN)
    fresh = now.exclude(attempts__at__date=today)
    return fresh.order_by("due_on", "pk")


def call_script(day: date) -> list[CallQuestion]:
    return list(CallQuestion.objects.on(day))


def call_variables(call: CallBack, caller: User) -> dict[str, str]:
    """What a script may name. The complainant's name is masked: the whole of it is
    shown on the case's own page, for a reason."""
    case = call.complaint
    return {
        "institution": case.root.institution_name,
        "caller": caller.name,
        "number": case.number,
        "unit": case.unit.name,
        "received_on": f"{case.received_on:%Y-%m-%d}",
        "closed_on": f"{case.closed_on:%Y-%m-%d}" if case.closed_on else "",
        "category": label("business_category", case.category)
        or label("record_nature", case.record_nature),
        "complainant": pii.mask_name(case.complainant),
    }


def questions_of(call: CallBack) -> dict[str, str]:
    """The lines of the script that were answered, as they were when the call was."""
    asked = CallQuestion.objects.filter(code__in=call.answers)
    day = timezone.localdate(call.ended_at) if call.ended_at else None
    found = asked if day is None else CallQuestion.objects.on(day)
    return {one.code: one.text for one in found if one.code in call.answers}
