"""What falls due in complaints: only cases put on record here, since the days of a
ledger's cases are its history."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints import recheck_states, states, task_states
from complaints.models import (
    CallBack,
    CaseTask,
    Complaint,
    Extension,
    Letter,
    Recheck,
    Rectification,
    SecondRound,
    first_contact_by,
    first_reply_by,
    lacking_letter,
    letter_due_on,
)
from consumer_protection.core.deadlines import Deadline, Due, Times, people

# The clock runs in these; a draft is none yet, a suspended case stands still.
_RUNNING = states.OPEN - {"draft", "suspended"}
_HANDLE, _APPROVE, _EXTEND = (
    "complaints.handle",
    "complaints.approve",
    "complaints.extend",
)
_WORK = "tasks.answer"
# Before the second call's due date: it has no day of its own on which it began.
_CALL_DAYS = timedelta(days=7)


def _in_hand(case: Complaint) -> int:
    return case.handling_unit_id or case.unit_id


def _cases(found: Any) -> Any:
    return found.filter(registered_at__isnull=False, status__in=_RUNNING)


def _case_due(case: Complaint) -> Due:
    """Nobody is told to hurry a complaint about himself (art. 17). Days on which the
    clock stood are no part of its time."""
    stood = timedelta(days=case.clock.suspended_days)
    return Due(
        case.clock.start + stood,
        case.due_on,
        case.root_id,
        _in_hand(case),
        _HANDLE,
        persons=people(case.handler_account_id),
        never=people(case.complained_account_id),
    )


def _tasks(found: Any) -> Any:
    return found.filter(
        status__in=task_states.WITH_UNIT,
        complaint__status__in=states.OPEN - {"draft"},
    )


def _task_due(task: CaseTask) -> Due:
    case = task.complaint
    never = people(case.complained_account_id)
    return Due(task.set_on, task.due_on, case.root_id, task.unit_id, _WORK, never=never)


def _extensions(found: Any) -> Any:
    return found.filter(status="asked", complaint__status__in=_RUNNING)


def _extension_due(extension: Extension) -> Due:
    """To be decided while the case is still in time."""
    case = extension.complaint
    own = people(
        extension.asked_by_id, case.handler_account_id, case.complained_account_id
    )
    return Due(
        timezone.localdate(extension.asked_at),
        case.due_on,
        case.root_id,
        _in_hand(case),
        _EXTEND if extension.is_long else _APPROVE,
        never=own,
    )


def _rectifications(found: Any) -> Any:
    return found.exclude(status="closed")


def _rectification_due(work: Rectification) -> Due:
    """Handed in, it waits for somebody else to verify; an accepted risk ends."""
    if work.status == "submitted":
        own = people(work.submitted_by_id, work.person_id)
        return Due(
            work.set_on,
            work.due_on,
            work.unit.root_id or work.unit_id,
            work.unit_id,
            _APPROVE,
            never=own,
        )
    ends = work.risk_until if work.status == "accepted_risk" else None
    return Due(
        work.set_on,
        ends or work.due_on,
        work.unit.root_id or work.unit_id,
        work.unit_id,
        _WORK,
        persons=people(work.person_id),
    )


def _open(found: Any) -> Any:
    return found.filter(status="open")


def _call_due(call: CallBack) -> Due:
    """Whoever handled the case does not call back."""
    case = call.complaint
    first = case.closed_on if call.round == 1 else None
    own = people(
        case.handler_account_id, case.proposed_by_id, case.complained_account_id
    )
    return Due(
        first or call.due_on - _CALL_DAYS,
        call.due_on,
        case.root_id,
        _in_hand(case),
        _HANDLE,
        never=own,
    )


def _round_due(second: SecondRound) -> Due:
    case = second.complaint
    return Due(
        second.opened_on,
        second.due_on,
        case.root_id,
        _in_hand(case),
        _HANDLE,
        persons=people(case.handler_account_id),
        never=people(case.complained_account_id),
    )


def _rechecks(found: Any) -> Any:
    return found.filter(status__in=recheck_states.WAITING)


def _recheck_due(recheck: Recheck) -> Due:
    """Accepted, it waits for a decision of the head office (art. 20), by somebody who
    had no part in the answer."""
    case = recheck.complaint
    own = people(
        case.complained_account_id, case.handler_account_id, case.proposed_by_id
    )
    is_deciding = recheck.status == "accepted"
    return Due(
        recheck.applied_on,
        recheck.due_on,
        case.root_id,
        case.root_id if is_deciding else _in_hand(case),
        _APPROVE if is_deciding else _HANDLE,
        never=own if is_deciding else people(case.complained_account_id),
    )


def _waits_for_contact(found: Any) -> Any:
    return _cases(found).complaints().filter(first_contact_on=None)


def _contact_due(case: Complaint, now: Times) -> Due:
    return _first(case, first_contact_by(case, now))


def _waits_for_reply(found: Any) -> Any:
    """A first reply is any letter that was told."""
    told = Letter.objects.filter(complaint=OuterRef("pk"), told_on__isnull=False)
    return _cases(found).complaints().filter(~Exists(told), notified_on=None)


def _reply_due(case: Complaint, now: Times) -> Due:
    return _first(case, first_reply_by(case, now))


def _first(case: Complaint, on: date) -> Due:
    """New facts begin no second first time."""
    return replace(_case_due(case), start=case.received_on, on=on)


def _owed_due(case: Complaint, now: Times) -> Due:
    ended = case.closed_on or case.clock.start
    return replace(_case_due(case), start=ended, on=letter_due_on(case, now))


def _case_page(extension: Extension) -> str:
    return extension.complaint.get_absolute_url()


DEADLINES = (
    Deadline("complaints.case", Complaint, _("Complaint"), _cases, _case_due),
    Deadline(
        "complaints.first_contact",
        Complaint,
        _("First contact"),
        _waits_for_contact,
        _contact_due,
        is_timed=True,
    ),
    Deadline(
        "complaints.first_reply",
        Complaint,
        _("First reply"),
        _waits_for_reply,
        _reply_due,
        is_timed=True,
    ),
    Deadline(
        "complaints.letter",
        Complaint,
        _("Letter on the end of a case"),
        lacking_letter,
        _owed_due,
        is_timed=True,
    ),
    Deadline(
        "complaints.task",
        CaseTask,
        _("Case task"),
        _tasks,
        _task_due,
        related=("complaint", "unit"),
    ),
    Deadline(
        "complaints.extension",
        Extension,
        _("Extension to approve"),
        _extensions,
        _extension_due,
        related=("complaint",),
        page=_case_page,
    ),
    Deadline(
        "complaints.rectification",
        Rectification,
        _("Rectification"),
        _rectifications,
        _rectification_due,
        related=("unit", "problem", "complaint"),
    ),
    Deadline(
        "complaints.call_back",
        CallBack,
        _("Call-back"),
        _open,
        _call_due,
        related=("complaint",),
    ),
    Deadline(
        "complaints.second_round",
        SecondRound,
        _("Second round"),
        _open,
        _round_due,
        related=("complaint",),
    ),
    Deadline(
        "complaints.recheck",
        Recheck,
        _("Recheck"),
        _rechecks,
        _recheck_due,
        related=("complaint",),
    ),
)
