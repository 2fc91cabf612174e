"""What the call-back desk does: the sample, tries, answers, the second round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import learning_rules as rules
from complaints.actions import update_complaint
from complaints.models import CallAttempt, CallBack, Complaint, SecondRound
from consumer_protection.core import trail
from consumer_protection.core.codes import code_list
from consumer_protection.core.deadlines import times
from consumer_protection.core.models import Threshold, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move

MAY = "complaints.handle"
# What nobody who was reached can have said.
_NOT_SAID = frozenset({"unreachable"})
_WITHIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Call:
    """One try, and what was said where somebody was reached."""

    is_reached: bool
    remark: str = ""
    satisfaction: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)


def plan_call_backs(actor: User, at: datetime) -> int:
    """Draw the sample among the cases closed lately that this person sees; how many
    calls are new. Safe to run again: a case is asked about once, and who was drawn
    stays drawn."""
    _refuse_uncleared(actor)
    day = timezone.localdate(at)
    days = Threshold.objects.value("call_back.within_days", day) or _WITHIN_DAYS
    since = day - timedelta(days=int(days))
    visible = Complaint.objects.visible_to(actor).complaints()
    due = visible.filter(status="closed", closed_on__range=(since, day))
    due = due.filter(call_backs=None, satisfaction__in=("", "not_rated"))
    return sum(plan_call_back(one, actor=actor, at=at) is not None for one in due)


@transaction.atomic
def plan_call_back(case: Complaint, *, actor: User, at: datetime) -> CallBack | None:
    """The call owed after a case was closed, where the sample rule in force on that
    day draws it. The one already there is kept."""
    trail.acting_as(actor)
    Complaint.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if case.closed_on is None or case.call_backs.exists():
        return None
    if not rules.is_sampled(case.uid, share(case)):
        return None
    return _owe(case, 1, case.closed_on, actor, at)


@transaction.atomic
def follow_calendar(actor: User, at: datetime) -> int:
    """First calls still owed move with the working days of a year announced since;
    how many moved. Safe to run again."""
    trail.acting_as(actor)
    owed = CallBack.objects.visible_to(actor).filter(status="open", round=1)
    moved, now = 0, times()
    for call in owed.select_for_update(of=("self",)).select_related("complaint"):
        closed_on = call.complaint.closed_on
        due = now.after(closed_on, "complaint.call_back") if closed_on else call.due_on
        if due != call.due_on:
            was, call.due_on = call.due_on, due
            call.save(update_fields=["due_on"])
            told = {"due_on": [str(was), str(due)]}
            trail.record(call, "due_moved", actor=actor, at=at, changes=told)
            moved += 1
    return moved


def share(case: Complaint) -> int:
    """Percent of such cases that are called back: the highest that applies."""
    level = "major" if case.is_major else case.level or "general"
    kinds = [level, *(["forwarded"] if case.is_forwarded else [])]
    day = case.closed_on or case.received_on
    found = (Threshold.objects.value(f"call_back.share.{one}", day) for one in kinds)
    return max(int(one or 0) for one in found)


def _owe(
    case: Complaint, number: int, since: date, actor: User, at: datetime
) -> CallBack:
    made = CallBack.objects.create(
        complaint=case,
        round=number,
        due_on=times().after(since, "complaint.call_back"),
        status="open",
    )
    trail.record(made, "added", actor=actor, at=at)
    return made


@transaction.atomic
def keep_call(call_back: CallBack, call: Call, *, actor: User, at: datetime) -> None:
    """Keep a try, and with it the answers or, after the third in vain, the end. Raises
    MoveRefused; then nothing has changed."""
    _lock(call_back, actor)
    _refuse_try(call_back, call, actor)
    CallAttempt.objects.create(
        call_back=call_back,
        number=call_back.attempts.count() + 1,
        at=at,
        is_reached=call.is_reached,
        remark=call.remark,
        caller=actor,
    )
    told = {"reached": call.is_reached}
    trail.record(call_back, "tried", actor=actor, at=at, changes=told)
    if call.is_reached:
        _finish(call_back, call, actor, at)
    elif call_back.attempts.count() == rules.MOST_ATTEMPTS:
        make_move(call_back, "give_up", actor=actor, at=at)
        if call_back.round == 1:
            # What was said in a first round is not unsaid by silence in the second.
            set_satisfaction(call_back.complaint, "unreachable", actor=actor, at=at)


def _refuse_try(call_back: CallBack, call: Call, actor: User) -> None:
    _refuse_uncleared(actor)
    if not call_back.is_open:
        raise MoveRefused(_("This step is not possible in the present state."))
    if call_back.complaint.is_open:
        raise MoveRefused(_("The case is open again: call when it is closed."))
    if reason := call_back.why_not_call(actor):
        raise MoveRefused(reason)
    known = code_list("satisfaction").labels.keys() - _NOT_SAID
    if call.is_reached and call.satisfaction not in known:
        raise MoveRefused(_("Choose how content the complainant is."))


def _finish(call_back: CallBack, call: Call, actor: User, at: datetime) -> None:
    call_back.answers = dict(call.answers)
    call_back.satisfaction, call_back.remark = call.satisfaction, call.remark
    call_back.save(update_fields=["answers", "satisfaction", "remark"])
    make_move(call_back, "finish", actor=actor, at=at)
    set_satisfaction(call_back.complaint, call.satisfaction, actor=actor, at=at)
    if call.satisfaction == "dissatisfied" and call_back.round == 1:
        _open_second_round(call_back, actor, at)


def set_satisfaction(case: Complaint, code: str, *, actor: User, at: datetime) -> None:
    """The one place where the desk writes into a case."""
    every = Complaint.objects.select_for_update(of=("self",))
    case.refresh_from_db(from_queryset=every)
    update_complaint(case, {"satisfaction": code}, actor=actor, at=at, way=trail.FORM)


def _open_second_round(call_back: CallBack, actor: User, at: datetime) -> None:
    day = timezone.localdate(at)
    opened = SecondRound.objects.create(
        complaint=call_back.complaint,
        asked_by=call_back,
        opened_on=day,
        due_on=times().after(day, "complaint.second_round"),
        status="open",
    )
    trail.record(opened, "added", actor=actor, at=at)
    told = {"due_on": opened.due_on}
    case = call_back.complaint
    trail.record(case, "second_round_opened", actor=actor, at=at, changes=told)


@transaction.atomic
def answer_second_round(
    second: SecondRound, text: str, *, actor: User, at: datetime
) -> None:
    """Answer again; then the complainant is called once more. Raises MoveRefused."""
    _lock(second, actor)
    second.answer = text.strip()
    second.save(update_fields=["answer"])
    make_move(second, "answer", actor=actor, at=at)
    _owe(second.complaint, 2, timezone.localdate(at), actor, at)


def _lock(record: CallBack | SecondRound, actor: User) -> None:
    trail.acting_as(actor)
    every = type(record)._default_manager.select_for_update(of=("self",))
    record.refresh_from_db(from_queryset=every)


def _refuse_uncleared(actor: User) -> None:
    if not actor.scope.allows(MAY):
        raise MoveRefused(_("Your role does not allow this step."))
