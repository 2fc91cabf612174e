"""Cases with a told answer, and one record of each noun of what comes after it."""

from datetime import date, datetime

from complaints import handling, registering
from complaints.letters import lettering
from complaints.models import Mediation, Recheck
from consumer_protection.core.models import Unit
from tests.complaints.making import BLOCKS, PROPOSAL
from tests.conftest import SHANGHAI


def on(month, day):
    return datetime(2024, month, day, 9, tzinfo=SHANGHAI)


def go(case, move, actor, at, note="因由", **values):
    handling.move_case(case, move, values, actor=actor, at=at, note=note)
    return case


def registered(uid, actor, at, **values):
    known = {
        "unit": Unit.objects.get(code="MXW10"),
        "received_on": at.date(),
        "description": "柜面办理社保卡等候时间过长",
        "source": "direct_customer",
        "intake_channel": "visit",
    }
    intake = registering.Intake(known | values)
    return registering.put_on_record(uid, intake, actor=actor, at=at)


def investigated(case, actor, at):
    go(case, "accept", actor, at)
    go(case, "assign", actor, at, handling_unit=Unit.objects.get(code="MXB02"))
    return go(case, "investigate", actor, at)


def told(case, kind, actor, at, texts=BLOCKS):
    letter = lettering.keep_draft(case, kind, texts, actor=actor, at=at)
    lettering.issue(letter, actor=actor, at=at)
    notice = lettering.Notice(at.date(), "phone", "录音编号1")
    lettering.tell(letter, notice, actor=actor, at=at)
    return letter


def answered(case, handler, head, at):
    """Decided by ``head``, told and closed on one day."""
    go(case, "propose", handler, at, **PROPOSAL)
    go(case, "decide", head, at)
    told(case, "decision", handler, at)
    go(case, "notify", handler, at, notified_on=at.date(), notify_method="phone")
    return go(case, "close", handler, at)


def one_of_each_after(case, actor, now):
    day = date(2024, 3, 10)
    recheck = Recheck.objects.create(
        complaint=case,
        answered_on=day,
        applied_on=day,
        apply_until=day,
        due_on=day,
        grounds="不认可",
        entered_by=actor,
        status="applied",
    )
    mediation = Mediation.objects.create(
        complaint=case,
        body="people",
        offered_on=day,
        entered_by=actor,
        status="offered",
    )
    return recheck, mediation
