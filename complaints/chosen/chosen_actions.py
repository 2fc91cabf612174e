"""One act on many chosen cases, each in a transaction of its own."""

from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from complaints import handling
from complaints.helping import task_actions
from complaints.models import CaseRun, CaseRunLine, Complaint
from complaints.models.beside.case_run import MOST
from complaints.models.life import is_complained
from complaints.registering import CaseRefused
from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused

ACTS = ("assign", "urge")
Deed = Callable[[Complaint], object]


def carry_out(
    uid: UUID, act: str, ids: Sequence[int], deed: Deed, *, actor: User, at: datetime
) -> CaseRun:
    """Do it to each case the actor sees; the same ``uid`` again does nothing more.

    Raises CaseRefused before the first where there are too many, or where the form was
    somebody else's. Each case keeps what was done to it even if a later one fails.
    """
    wanted = list(dict.fromkeys(ids))
    if not 0 < len(wanted) <= MOST:
        raise CaseRefused(_("Choose between 1 and %(most)d cases.") % {"most": MOST})
    run, is_new = _begin(uid, act, wanted, actor, at)
    if not is_new:
        return run
    seen = Complaint.objects.visible_to(actor).filter(pk__in=wanted)
    for case in seen.select_related("unit", "root").order_by("due_on", "pk"):
        _one(run, case, deed)
    _end(run, actor, at)
    return run


@transaction.atomic
def _begin(
    uid: UUID, act: str, ids: Sequence[int], actor: User, at: datetime
) -> tuple[CaseRun, bool]:
    trail.acting_as(actor)
    values = {"act": act, "asked": ids, "by": actor, "at": at}
    run, is_new = CaseRun.objects.get_or_create(uid=uid, defaults=values)
    if run.by_id != actor.pk:
        raise CaseRefused(_("This form was sent already."))
    if is_new:
        told = {"act": act, "cases": len(ids)}
        trail.record(run, "added", actor=actor, at=at, changes=told)
    return run, is_new


def _one(run: CaseRun, case: Complaint, deed: Deed) -> None:
    try:
        with transaction.atomic():
            deed(case)
            CaseRunLine.objects.create(run=run, complaint=case, is_done=True)
    except (CaseRefused, MoveRefused, task_actions.TaskRefused) as error:
        why_not = str(error)[:300]
        CaseRunLine.objects.create(
            run=run, complaint=case, is_done=False, why_not=why_not
        )


@transaction.atomic
def _end(run: CaseRun, actor: User, at: datetime) -> None:
    trail.acting_as(actor)
    run.ended_at = at
    run.save(update_fields=["ended_at"])
    told = {"done": run.lines.filter(is_done=True).count()}
    trail.record(run, "ended", actor=actor, at=at, changes=told)


def assigning(unit: Unit, handler: User | None, *, actor: User, at: datetime) -> Deed:
    """Gives a case to a unit, and there to one person unless it is about that person."""
    values: dict[str, object] = {"handling_unit": unit}
    if handler is not None:
        values |= {"handler": handler.name, "handler_account": handler}

    def deed(case: Complaint) -> None:
        if handler is not None and is_complained(handler, case):
            raise MoveRefused(_("The complaint is about this handler."))
        if unit.root_id != case.root_id:
            raise MoveRefused(_("This unit belongs to another institution."))
        handling.move_case(case, "assign", values, actor=actor, at=at)

    return deed


def urging(kind: str, text: str, *, actor: User, at: datetime) -> Deed:
    def deed(case: Complaint) -> None:
        task_actions.urge_case(case, kind, text=text, actor=actor, at=at)

    return deed
