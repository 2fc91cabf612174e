"""Setting tasks to other units, answering and judging them; urging a case."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.models import CaseTask, CaseUrge, Complaint
from complaints.models.beside.case_urge import KINDS
from complaints.models.life import keeps_case
from consumer_protection.core import trail, transitions
from consumer_protection.core.models import Unit, User

MAY_URGE = {"urge": "complaints.handle", "supervise": "complaints.approve"}
_MAY_ANSWER = "complaints.handle"
_JUDGES = frozenset({"accept", "return"})


class TaskRefused(ValueError):
    """Nothing was changed; ``field`` names what to correct, the message says how."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def set_task(
    complaint: Complaint,
    unit: Unit,
    *,
    text: str,
    due_on: date,
    actor: User,
    at: datetime,
) -> CaseTask:
    """Ask another unit for something; it sees the case as long as the task is with it."""
    trail.acting_as(actor)
    case = _open_case(complaint)
    today = timezone.localdate(at)
    _refuse_uncleared(actor, _MAY_ANSWER)
    _refuse_stranger(case, actor)
    if unit.root_id != case.root_id:
        raise TaskRefused(_("This unit belongs to another institution."), "unit")
    if unit.valid_to is not None and unit.valid_to <= today:
        raise TaskRefused(_("This unit has ended."), "unit")
    if not text.strip():
        raise TaskRefused(_("Say what is to be done."), "text")
    if due_on < today:
        raise TaskRefused(_("The day has passed already."), "due_on")
    task = CaseTask.objects.create(
        complaint=case,
        unit=unit,
        text=text.strip(),
        due_on=due_on,
        set_on=today,
        set_by=actor,
        status="open",
    )
    trail.record(task, "added", actor=actor, at=at)
    told: dict[str, object] = {"task": task.pk, "unit": unit.code, "due_on": due_on}
    trail.record(case, "task_set", actor=actor, at=at, changes=told)
    return task


@transaction.atomic
def move_task(
    task: CaseTask, move: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """Hand in (the note is the answer), accept, return or withdraw."""
    # The case first, as whoever closes it: the two cannot wait for one another.
    case = Complaint.objects.select_for_update().get(pk=task.complaint_id)
    fresh = CaseTask.objects.select_for_update().get(pk=task.pk)
    if move in _JUDGES and fresh.answered_by_id == actor.pk:
        raise TaskRefused(_("Somebody else has to judge what you handed in."))
    if move != "finish":
        _refuse_stranger(case, actor)
    else:
        _take_answer(fresh, note, actor, at)
        note = ""
    transitions.make_move(fresh, move, actor=actor, at=at, note=note)
    task.refresh_from_db()


def _take_answer(task: CaseTask, text: str, actor: User, at: datetime) -> None:
    """The answer is the task's own text; the trail has it as a changed row."""
    if not is_of_unit(task, actor):
        raise TaskRefused(_("Only the unit itself answers its task."))
    if not text.strip():
        raise TaskRefused(_("Write an answer."), "text")
    trail.acting_as(actor)
    task.answer, task.answered_by = text.strip(), actor
    task.answered_on = timezone.localdate(at)
    task.save(update_fields=["answer", "answered_by", "answered_on"])


def may_move(task: CaseTask, move: str, actor: User) -> bool:
    """Whether it is this person's to make the move, as far as the table cannot say."""
    if move == "finish":
        return is_of_unit(task, actor)
    is_own = move in _JUDGES and task.answered_by_id == actor.pk
    return keeps_case(task.complaint, actor) and not is_own


def is_of_unit(task: CaseTask, actor: User) -> bool:
    """Of the unit itself, or of one above it that looks after it."""
    scope = actor.scope
    is_own = task.unit_id == scope.unit_id or task.unit_id in scope.below
    return scope.everywhere or is_own


@transaction.atomic
def urge_case(
    complaint: Complaint, kind: str, *, text: str, actor: User, at: datetime
) -> CaseUrge:
    """Urge whoever has the case; superiors supervise it."""
    trail.acting_as(actor)
    case = _open_case(complaint)
    if kind not in KINDS:
        raise TaskRefused(_("Choose urging or supervising."), "kind")
    _refuse_uncleared(actor, MAY_URGE[kind])
    _refuse_stranger(case, actor)
    if not text.strip():
        raise TaskRefused(_("Say what is urgent."), "text")
    urge = CaseUrge.objects.create(
        complaint=case, kind=kind, text=text.strip(), by=actor, at=at
    )
    trail.record(urge, "added", actor=actor, at=at)
    move = "urged" if kind == "urge" else "supervised"
    trail.record(case, move, actor=actor, at=at, changes={"urge": urge.pk})
    return urge


@transaction.atomic
def answer_urge(urge: CaseUrge, *, text: str, actor: User, at: datetime) -> None:
    """Once, and by somebody other than who urged."""
    trail.acting_as(actor)
    fresh = CaseUrge.objects.select_for_update().get(pk=urge.pk)
    _refuse_uncleared(actor, _MAY_ANSWER)
    _refuse_stranger(fresh.complaint, actor)
    if fresh.answer:
        raise TaskRefused(_("It was answered already."))
    if fresh.by_id == actor.pk:
        raise TaskRefused(_("Somebody else has to answer what you urged."))
    if not text.strip():
        raise TaskRefused(_("Write an answer."), "text")
    fresh.answer, fresh.answered_by, fresh.answered_at = text.strip(), actor, at
    fresh.save(update_fields=["answer", "answered_by", "answered_at"])
    trail.record(fresh, "answered", actor=actor, at=at)
    urge.refresh_from_db()


def _open_case(complaint: Complaint) -> Complaint:
    """The case, locked, so that nobody closes it in between."""
    case: Complaint = Complaint.objects.select_for_update().get(pk=complaint.pk)
    if not case.is_open:
        raise TaskRefused(_("The case has ended."))
    return case


def _refuse_stranger(case: Complaint, actor: User) -> None:
    if not keeps_case(case, actor):
        raise TaskRefused(_("Only units that have the case do this."))


def _refuse_uncleared(actor: User, clearance: str) -> None:
    if not actor.scope.allows(clearance):
        raise TaskRefused(_("Your role does not allow this step."))
