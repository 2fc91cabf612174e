"""What is done to problems behind complaints and to rectifications."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import Complaint, Problem, ProblemCase, Rectification
from consumer_protection.core import numbers, trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.transitions import make_move

PREFIX = "WT"
MAY = "complaints.handle"


class LearningRefused(ValueError):
    """Nothing was changed; ``field`` names what to correct, the message says how."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


def refuse_uncleared(actor: User, clearance: str) -> None:
    if not actor.scope.allows(clearance):
        raise LearningRefused(_("Your role does not allow this step."))


@transaction.atomic
def add_problem(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Problem:
    """Put a problem on record under the next number of the year."""
    trail.acting_as(actor)
    refuse_uncleared(actor, MAY)
    day = timezone.localdate(at)
    problem = Problem(
        root=root, opened_on=day, opened_by=actor, status="open", **values
    )
    _refuse_odd(problem, day)
    given = numbers.next_number(root, PREFIX, day.year)
    problem.number = f"{PREFIX}{day.year}{given:04d}"
    problem.save()
    trail.record(problem, "added", actor=actor, at=at)
    return problem


@transaction.atomic
def change_problem(
    problem: Problem, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Correct what is said of an open problem."""
    locked(problem, actor)
    refuse_uncleared(actor, MAY)
    if not problem.is_open:
        raise LearningRefused(_("The problem is closed: reopen it first."))
    for name, value in values.items():
        setattr(problem, name, value)
    _refuse_odd(problem, timezone.localdate(at))
    problem.save()
    told = {"fields": sorted(values)}
    trail.record(problem, "changed", actor=actor, at=at, changes=told)


def _refuse_odd(problem: Problem, day: date) -> None:
    if problem.occurred_from > day:
        message = _("This day is still to come: correct it.")
        raise LearningRefused(message, "occurred_from")
    if problem.occurred_to and problem.occurred_to < problem.occurred_from:
        raise LearningRefused(_("It ended before it began."), "occurred_to")
    for name in ("unit", "pattern_unit"):
        unit = getattr(problem, name)
        if unit is not None and unit.root_id != problem.root_id:
            raise LearningRefused(_("This unit belongs to another institution."), name)


@transaction.atomic
def add_cases(
    problem: Problem, cases: Iterable[Complaint], *, actor: User, at: datetime
) -> int:
    """Add complaints that show the problem; how many are new to it. One received on
    the day of closing or later is a recurrence, and opens the problem again. The
    caller hands in only what the actor may see."""
    locked(problem, actor)
    refuse_uncleared(actor, MAY)
    known = set(problem.cases.values_list("complaint_id", flat=True))
    fresh = {one.pk: one for one in cases if one.pk not in known}
    closed_on = problem.closed_on
    for case in fresh.values():
        _refuse_unfit(problem, case)
        is_recurrence = closed_on is not None and case.received_on >= closed_on
        ProblemCase.objects.create(
            problem=problem,
            complaint=case,
            is_recurrence=is_recurrence,
            added_by=actor,
            added_at=at,
        )
        told = {"complaint": case.number}
        trail.record(problem, "case_added", actor=actor, at=at, changes=told)
        trail.record(
            case, "problem_found", actor=actor, at=at, changes={"problem": str(problem)}
        )
        if is_recurrence and not problem.is_open:
            make_move(problem, "recur", actor=actor, at=at, note=case.number)
    return len(fresh)


@transaction.atomic
def remove_case(
    problem: Problem, case: Complaint, *, actor: User, at: datetime
) -> None:
    """Take back a complaint that was added by mistake."""
    locked(problem, actor)
    refuse_uncleared(actor, MAY)
    if not problem.is_open:
        raise LearningRefused(_("The problem is closed: reopen it first."))
    if not problem.cases.filter(complaint=case).delete()[0]:
        raise LearningRefused(_("This complaint does not belong to the problem."))
    told = {"complaint": case.number}
    trail.record(problem, "case_removed", actor=actor, at=at, changes=told)


def _refuse_unfit(problem: Problem, case: Complaint) -> None:
    if case.root_id != problem.root_id:
        raise LearningRefused(_("This complaint belongs to another institution."))
    if not case.number or case.status in ("draft", "merged"):
        message = _("%(number)s is a draft or was merged into another complaint.")
        raise LearningRefused(message % {"number": case})


@transaction.atomic
def move_problem(
    problem: Problem, name: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """Close or reopen. Raises MoveRefused."""
    if name == "recur":
        raise LearningRefused(_("A new complaint opens a problem again."))
    make_move(problem, name, actor=actor, at=at, note=note)


@transaction.atomic
def set_rectification(
    subject: Problem | Complaint,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
) -> Rectification:
    """Ask a unit to mend something, beside a problem or a complaint."""
    locked(subject, actor)
    refuse_uncleared(actor, MAY)
    day = timezone.localdate(at)
    if isinstance(subject, Problem) and not subject.is_open:
        raise LearningRefused(_("The problem is closed: reopen it first."))
    where = "problem" if isinstance(subject, Problem) else "complaint"
    made = Rectification(
        set_on=day, set_by=actor, status="open", **{where: subject}, **values
    )
    _refuse_misplaced(made, subject.root_id, day)
    made.save()
    trail.record(made, "added", actor=actor, at=at)
    told = {"rectification": made.pk, "due_on": made.due_on}
    trail.record(subject, "rectification_set", actor=actor, at=at, changes=told)
    return made


def _refuse_misplaced(made: Rectification, root_id: int, day: date) -> None:
    if made.unit.root_id != root_id:
        raise LearningRefused(_("This unit belongs to another institution."), "unit")
    person = made.person
    if person is not None and person.unit_id != made.unit_id:
        raise LearningRefused(_("This person is not of the owner unit."), "person")
    if made.due_on < day:
        raise LearningRefused(_("The day has passed already."), "due_on")


# What a move may bring.
BRINGS = {"submit": "result", "accept_risk": "risk_until"}


@transaction.atomic
def move_rectification(
    rectification: Rectification,
    name: str,
    value: Any = None,
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Make a move; ``value`` is the result handed in, or the day up to which the risk
    is accepted. Raises MoveRefused."""
    locked(rectification, actor)
    if value is not None and (field := BRINGS.get(name)):
        setattr(rectification, field, value)
        rectification.save(update_fields=[field])
    make_move(rectification, name, actor=actor, at=at, note=note)


def locked(record: Any, actor: User) -> None:
    """The record as it stands now, nobody else's until the transaction ends."""
    trail.acting_as(actor)
    every = type(record)._default_manager
    record.refresh_from_db(from_queryset=every.select_for_update(of=("self",)))
