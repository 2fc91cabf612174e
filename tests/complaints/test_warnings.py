"""Warnings of due dates: ladder, people, quiet hours, being done, running twice."""

import json
import threading
from datetime import date, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection

from complaints import handling
from complaints.models import (
    CallBack,
    CaseTask,
    Extension,
    Problem,
    Recheck,
    Rectification,
    SecondRound,
)
from consumer_protection.core import tasks
from consumer_protection.core.commands import CommandRefused
from consumer_protection.core.models import (
    Notice,
    Threshold,
    TrailEntry,
    Unit,
    User,
    WarningStep,
)
from consumer_protection.core.transitions import make_move
from consumer_protection.core.warning import warn
from tests.complaints.warning_making import moment, running

# Day: the step reached then, and who is told by it; 20 days from 03-04 to 03-24.
HAND = {"branch_handler"}
LADDER = {
    "2025-03-04": (None, set()),
    "2025-03-13": (None, set()),
    "2025-03-14": ("half", HAND),
    "2025-03-19": ("half", HAND),
    "2025-03-20": ("four_fifths", HAND),
    "2025-03-21": ("three_days", HAND | {"branch_manager"}),
    "2025-03-22": ("three_days", HAND | {"branch_manager"}),
    "2025-03-23": ("one_day", HAND | {"branch_manager", "cp_officer"}),
    "2025-03-24": ("one_day", HAND | {"branch_manager", "cp_officer"}),
    "2025-03-25": (
        "overdue",
        HAND | {"branch_manager", "cp_officer", "cp_head"},
    ),
    "2025-03-28": (
        "overdue",
        HAND | {"branch_manager", "cp_officer", "cp_head"},
    ),
    "2025-03-29": (
        "overdue_5",
        HAND | {"branch_manager", "cp_officer", "cp_head", "senior_exec"},
    ),
    "2025-12-31": (
        "overdue_5",
        HAND | {"branch_manager", "cp_officer", "cp_head", "senior_exec"},
    ),
}


@pytest.fixture
def everybody(staff):
    """One of each role that may be told, and some who never are."""
    people = {
        "branch_handler": staff("branch_handler", "MXW10"),
        "branch_manager": staff("branch_manager", "MXW10"),
        "cp_officer": staff("cp_officer"),
        "cp_head": staff("cp_head"),
        "senior_exec": staff("senior_exec", "MX00"),
    }
    for role in ("auditor", "board_member", "sys_admin", "complaint_center"):
        people[role] = staff(role, "MX00")
    people["elsewhere"] = staff("branch_manager", "MXW11")
    return people


def told(**narrowed):
    found = Notice.objects.waiting().filter(**narrowed)
    return {(one.user, one.kind) for one in found.select_related("user")}


@pytest.mark.parametrize("day", LADDER)
def test_each_day_tells_exactly_these_people_of_exactly_this_step(everybody, day):
    running(handler_account=everybody["branch_handler"])

    warn(at=moment(day))

    step, roles = LADDER[day]
    assert told() == {(everybody[role], step) for role in roles}


def test_the_whole_ladder_day_by_day_leaves_one_unread_notice_a_person(everybody):
    case = running(handler_account=everybody["branch_handler"])

    for day in range(31):
        warn(at=moment("2025-03-04") + timedelta(days=day))

    handler = Notice.objects.filter(user=everybody["branch_handler"], record_id=case.pk)
    assert [one.kind for one in handler.order_by("level")] == [
        "half",
        "four_fifths",
        "three_days",
        "one_day",
        "overdue",
        "overdue_5",
    ]
    assert handler.waiting().count() == 1
    assert Notice.objects.filter(user=everybody["senior_exec"]).count() == 1


def test_a_read_notice_stays_and_the_next_step_is_told_anew(everybody):
    running(handler_account=everybody["branch_handler"])
    warn(at=moment("2025-03-14"))
    Notice.objects.update(read_at=moment("2025-03-14", "11:00"))

    warn(at=moment("2025-03-20"))

    assert set(Notice.objects.values_list("kind", "settled_at")) == {
        ("half", None),
        ("four_fifths", None),
    }


@pytest.mark.parametrize(
    ("days", "day", "step"),
    [
        (0, 0, None),
        (0, 1, "overdue"),
        (1, 0, None),
        (1, 1, "four_fifths"),
        (2, 0, None),
        (2, 1, "one_day"),
        (3, 0, None),
        (3, 2, "one_day"),
        (4, 1, "three_days"),
        (15, 8, "half"),
        (15, 7, None),
        (15, 12, "three_days"),
        (60, 48, "four_fifths"),
    ],
)
def test_short_times_are_not_warned_of_on_the_day_they_begin(
    everybody, days, day, step
):
    begun = date(2025, 3, 4)
    running(due_on=begun + timedelta(days=days))

    warn(at=moment("2025-03-04") + timedelta(days=day))

    assert {kind for _user, kind in told()} == ({step} if step else set())


def test_who_left_is_told_nothing_and_the_unit_takes_over(everybody, staff):
    gone = staff("complaint_center", "MXW10")
    running(handler_account=gone)
    User.objects.filter(pk=gone.pk).update(is_active=False)

    warn(at=moment("2025-03-14"))

    assert told() == {
        (everybody["branch_handler"], "half"),
        (everybody["branch_manager"], "half"),
    }


def test_a_unit_without_anybody_hands_up_to_those_who_may_in_the_institution(
    union, staff
):
    head = staff("cp_head")
    running()

    warn(at=moment("2025-03-14"))

    assert told() == {(head, "half")}


def test_another_institution_is_told_nothing(everybody, staff):
    Unit.objects.create(code="QX00", name="清县联社", kind="legal_person")
    stranger = staff("cp_officer", "QX00")
    running()

    warn(at=moment("2025-03-29"))

    assert stranger not in {user for user, _kind in told()}


def test_the_person_complained_of_is_told_nothing(everybody):
    running(complained_account=everybody["branch_manager"])

    warn(at=moment("2025-03-29"))

    people = {user for user, _kind in told()}
    assert everybody["branch_manager"] not in people
    assert everybody["branch_handler"] in people


def test_when_the_handler_changes_the_former_ones_unread_notice_goes(everybody, staff):
    former = staff("complaint_center", "MXW10")
    case = running(handler_account=former)
    warn(at=moment("2025-03-14"))
    case.handler_account = everybody["branch_handler"]
    case.save()

    warn(at=moment("2025-03-15"))

    assert told() == {(everybody["branch_handler"], "half")}


@pytest.mark.parametrize(
    "status",
    ["closed", "withdrawn", "merged", "not_handled", "transferred_out", "suspended"],
)
def test_what_is_done_or_stands_still_puts_its_unread_notices_away(everybody, status):
    case = running()
    warn(at=moment("2025-03-25"))
    Notice.objects.filter(user=everybody["cp_head"]).update(
        read_at=moment("2025-03-25")
    )
    case.status = status
    case.save()

    result = warn(at=moment("2025-03-26"))

    assert told(matter="complaints.case") == set()
    assert result.put_away == 3
    assert Notice.objects.exclude(read_at=None).get().settled_at is None


@pytest.mark.parametrize(
    ("move", "left"), [("suspend", set()), ("withdraw", set()), ("propose", {"half"})]
)
def test_a_move_puts_away_at_once_what_it_ends(everybody, move, left):
    handler = everybody["branch_handler"]
    case = running(
        handler_account=handler,
        transaction_channel="counter",
        category="deposit",
        cause="service",
        finding="true",
        outcome="explained",
    )
    other = running(number="TS2025-0002", handler_account=handler)
    at = moment("2025-03-14")
    warn(at=at)

    with time_machine.travel(at, tick=False):
        make_move(case, move, actor=everybody["cp_officer"], at=at, note="客户要求")

    assert {kind for _user, kind in told(record_id=case.pk)} == left
    assert {kind for _user, kind in told(record_id=other.pk)} == {"half"}


def test_what_runs_again_with_the_same_day_is_told_again(everybody):
    case = running(handler_account=everybody["branch_handler"])
    warn(at=moment("2025-03-14"))
    case.status = "suspended"
    case.save()
    warn(at=moment("2025-03-15"))
    case.status = "investigating"
    case.save()

    warn(at=moment("2025-03-16"))

    assert told() == {(everybody["branch_handler"], "half")}
    assert Notice.objects.count() == 1


def test_an_extension_takes_back_the_warnings_of_the_former_day(everybody):
    case = running(handler_account=everybody["branch_handler"])
    warn(at=moment("2025-03-23"))
    case.due_on = date(2025, 4, 23)
    case.save()

    warn(at=moment("2025-03-24"))
    assert told() == set()
    warn(at=moment("2025-03-29"))
    assert told() == {(everybody["branch_handler"], "half")}


def test_cases_of_ledgers_and_drafts_are_warned_of_by_nobody(everybody):
    running(registered_at=None)
    running(number="", status="draft")

    assert warn(at=moment("2025-12-31")).made.total() == 0


# --- Quiet hours ---
QUIET = {
    # Friday evening: until Monday morning; urgent things until Saturday's.
    ("2025-03-14", "20:00"): "2025-03-17 07:30",
    ("2025-03-14", "19:59"): "2025-03-14 19:59",
    ("2025-03-14", "07:29"): "2025-03-14 07:30",
    ("2025-03-14", "07:30"): "2025-03-14 07:30",
    ("2025-03-14", "00:00"): "2025-03-14 07:30",
    ("2025-03-15", "10:00"): "2025-03-17 07:30",
    ("2025-03-16", "23:59"): "2025-03-17 07:30",
}
URGENT = {
    ("2025-03-23", "00:05"): "2025-03-23 07:30",
    ("2025-03-23", "10:00"): "2025-03-24 07:30",
    ("2025-03-25", "12:00"): "2025-03-25 12:00",
    ("2025-03-29", "00:05"): "2025-03-29 07:30",
    ("2025-03-28", "22:00"): "2025-03-29 07:30",
}


@pytest.mark.parametrize(("made", "seen"), (QUIET | URGENT).items())
def test_quiet_hours_hold_back_until_the_morning(everybody, made, seen):
    running(handler_account=everybody["branch_handler"])

    warn(at=moment(*made))

    held = set(Notice.objects.values_list("visible_from", flat=True))
    assert held == {moment(*seen.split())}


def test_a_step_held_back_leaves_the_one_before_it_in_sight(everybody):
    handler = everybody["branch_handler"]
    running(
        received_on=date(2025, 3, 5), due_on=date(2025, 3, 25), handler_account=handler
    )
    warn(at=moment("2025-03-21"))

    def seen(at):
        warn(at=at)
        found = Notice.objects.filter(user=handler).shown(at)
        return [one.kind for one in found]

    assert seen(moment("2025-03-21", "12:00")) == ["four_fifths"]
    assert seen(moment("2025-03-22")) == ["four_fifths"]
    assert seen(moment("2025-03-23")) == ["four_fifths"]
    assert seen(moment("2025-03-24", "00:05")) == ["four_fifths"]
    assert seen(moment("2025-03-24", "07:30")) == ["one_day"]


@pytest.mark.parametrize(
    ("due", "made", "seen"),
    [
        # 2025-10-01 to 10-08 are holidays, 2025-09-28 and 10-11 are made up for.
        ("2025-10-04", "2025-10-01 10:00", "2025-10-09 07:30"),
        ("2025-10-04", "2025-10-03 00:05", "2025-10-03 07:30"),
        ("2025-10-04", "2025-10-05 00:05", "2025-10-05 07:30"),
        ("2025-10-01", "2025-09-28 10:00", "2025-09-28 10:00"),
        ("2025-10-14", "2025-10-11 09:00", "2025-10-11 09:00"),
    ],
)
def test_long_holidays_hold_back_what_can_wait(everybody, due, made, seen):
    running(received_on=date(2025, 9, 1), due_on=date.fromisoformat(due))

    warn(at=moment(*made.split()))

    held = set(Notice.objects.values_list("visible_from", flat=True))
    assert held == {moment(*seen.split())}


def test_days_are_those_of_shanghai_whatever_the_clock_of_the_machine(everybody):
    running(handler_account=everybody["branch_handler"])
    utc = datetime.fromisoformat("2025-03-13T16:00:00+00:00")

    warn(at=utc - timedelta(seconds=1))
    assert told() == set()
    warn(at=utc)
    assert {kind for _user, kind in told()} == {"half"}


@pytest.mark.parametrize("hours", [None, "24", "-1"])
def test_without_a_time_of_day_only_rest_days_are_quiet(everybody, hours):
    found = Threshold.objects.filter(code="warning.quiet_from")
    if hours is None:
        found.delete()
    else:
        found.update(amount=hours)
    running()

    warn(at=moment("2025-03-14", "23:00"))

    held = set(Notice.objects.values_list("visible_from", flat=True))
    assert held == {moment("2025-03-14", "23:00")}


def test_the_ladder_is_that_of_the_day(everybody):
    WarningStep.objects.exclude(code="half").update(valid_to=date(2025, 3, 1))
    running(handler_account=everybody["branch_handler"])

    warn(at=moment("2025-12-31"))

    assert told() == {(everybody["branch_handler"], "half")}


# --- Everything else that falls due ---
def of(matter):
    return {user for user, _kind in told(matter=matter)}


def test_a_task_is_the_units_that_has_it(everybody, staff):
    clerk = staff("dept_submitter", "MXW11")
    CaseTask.objects.create(
        complaint=running(),
        unit=Unit.objects.get(code="MXW11"),
        text="请说明",
        set_on=date(2025, 3, 4),
        due_on=date(2025, 3, 14),
        set_by=everybody["cp_officer"],
        status="open",
    )

    warn(at=moment("2025-03-10"))
    assert of("complaints.task") == {clerk, everybody["elsewhere"]}
    CaseTask.objects.update(status="done", answer="已说明")
    warn(at=moment("2025-03-10"))
    assert of("complaints.task") == set()


@pytest.mark.parametrize(
    ("kind", "role"), [("to_30", "branch_manager"), ("plus_30", "senior_exec")]
)
def test_an_extension_waits_for_whoever_may_approve_it(everybody, kind, role):
    Extension.objects.create(
        complaint=running(),
        kind=kind,
        reason="取证",
        until=date(2025, 4, 3),
        asked_by=everybody["branch_handler"],
        asked_at=moment("2025-03-16"),
        status="asked",
    )

    warn(at=moment("2025-03-20"))

    assert of("complaints.extension") == {everybody[role]}


def test_who_asked_for_an_extension_is_not_told_to_approve_it(everybody):
    Extension.objects.create(
        complaint=running(),
        kind="to_30",
        reason="取证",
        until=date(2025, 4, 3),
        asked_by=everybody["branch_manager"],
        asked_at=moment("2025-03-16"),
        status="asked",
    )

    warn(at=moment("2025-03-20"))

    assert of("complaints.extension") == {everybody["senior_exec"]}


def rectification(actor, **values):
    unit = Unit.objects.get(code="MXW10")
    problem = Problem.objects.create(
        root=unit.root,
        number="WT20250001",
        title="收费未公示",
        unit=unit,
        occurred_from=date(2025, 3, 1),
        opened_on=date(2025, 3, 1),
        opened_by=actor,
        status="open",
    )
    known = {
        "problem": problem,
        "action": "公示",
        "unit": unit,
        "set_on": date(2025, 3, 4),
        "due_on": date(2025, 3, 24),
        "set_by": actor,
        "status": "open",
    }
    return Rectification.objects.create(**known | values)


def test_a_rectification_is_its_owners_then_its_verifiers(everybody):
    owner = everybody["branch_manager"]
    work = rectification(everybody["cp_officer"], person=owner)

    warn(at=moment("2025-03-14"))
    assert of("complaints.rectification") == {owner}
    work.status, work.submitted_by = "submitted", everybody["branch_handler"]
    work.save()
    warn(at=moment("2025-03-15"))
    assert of("complaints.rectification") == {everybody["senior_exec"]}


def test_an_accepted_risk_is_warned_of_before_it_ends(everybody):
    rectification(
        everybody["cp_officer"], status="accepted_risk", risk_until=date(2025, 6, 30)
    )

    warn(at=moment("2025-04-01"))
    assert of("complaints.rectification") == set()
    warn(at=moment("2025-06-30"))
    assert {kind for _user, kind in told()} == {"one_day"}


def test_a_call_is_not_its_handlers_and_a_second_round_is(everybody):
    handler = everybody["branch_handler"]
    case = running(
        status="closed",
        closed_on=date(2025, 3, 10),
        handler_account=handler,
    )
    call = CallBack.objects.create(
        complaint=case, due_on=date(2025, 3, 20), status="open"
    )
    SecondRound.objects.create(
        complaint=case,
        asked_by=call,
        opened_on=date(2025, 3, 10),
        due_on=date(2025, 3, 20),
        status="open",
    )

    warn(at=moment("2025-03-15"))

    assert of("complaints.call_back") == {everybody["branch_manager"]}
    assert of("complaints.second_round") == {handler}


def test_a_recheck_is_the_units_until_the_head_office_decides_it(everybody):
    case = running(status="closed", closed_on=date(2025, 3, 4))
    recheck = Recheck.objects.create(
        complaint=case,
        answered_on=date(2025, 3, 4),
        applied_on=date(2025, 3, 4),
        apply_until=date(2025, 4, 3),
        due_on=date(2025, 4, 3),
        grounds="不认可结果",
        entered_by=everybody["cp_officer"],
        status="applied",
    )

    warn(at=moment("2025-03-24"))
    assert everybody["branch_handler"] in of("complaints.recheck")

    Recheck.objects.filter(pk=recheck.pk).update(status="accepted")
    warn(at=moment("2025-03-24"))
    assert everybody["branch_handler"] not in of("complaints.recheck")
    assert everybody["senior_exec"] in of("complaints.recheck")

    Recheck.objects.filter(pk=recheck.pk).update(status="refused")
    warn(at=moment("2025-03-24"))
    assert of("complaints.recheck") == set()


def test_the_first_days_warn_until_somebody_was_contacted_and_replied_to(everybody):
    """2025-03-04 is a Tuesday: contact within one working day, a reply within three."""
    handler = everybody["branch_handler"]
    case = running(handler_account=handler, is_answered=False)

    warn(at=moment("2025-03-05"))
    assert handler in of("complaints.first_contact")
    due = Notice.objects.filter(matter="complaints.first_contact").first()
    assert due.due_on == date(2025, 3, 5)

    warn(at=moment("2025-03-08"))
    reply = Notice.objects.filter(matter="complaints.first_reply").first()
    assert (reply.kind, reply.due_on) == ("overdue", date(2025, 3, 7))

    called = handling.Note("contact", "电话联系投诉人", date(2025, 3, 8))
    with time_machine.travel(moment("2025-03-08"), tick=False):
        handling.note(case, called, actor=handler, at=moment("2025-03-08"))
    warn(at=moment("2025-03-08", "11:00"))
    assert of("complaints.first_contact") == set()
    assert handler in of("complaints.first_reply")


def test_a_reply_that_was_told_ends_the_warning_of_the_first_reply(everybody):
    running(handler_account=everybody["branch_handler"])

    warn(at=moment("2025-03-08"))

    assert of("complaints.first_reply") == of("complaints.first_contact") == set()


def test_a_past_case_has_no_first_days(everybody):
    running(registered_at=None, is_answered=False)

    assert warn(at=moment("2025-03-08")).made == {}


def test_the_letter_on_an_end_is_warned_of_until_it_is_told(everybody):
    """Withdrawn on a Monday: three working days."""
    case = running(
        status="withdrawn",
        closed_on=date(2025, 3, 10),
        handler_account=everybody["branch_handler"],
    )

    warn(at=moment("2025-03-12"))
    own = Notice.objects.waiting().filter(matter="complaints.letter")
    assert {one.due_on for one in own} == {date(2025, 3, 13)}
    warn(at=moment("2025-03-14"))
    assert everybody["cp_head"] in of("complaints.letter")

    letter = case.letters.get()
    letter.kind, letter.told_on = "withdrawal", date(2025, 3, 14)
    letter.save()
    warn(at=moment("2025-03-14", "11:00"))
    assert of("complaints.letter") == set()


def test_the_days_a_clock_stood_begin_its_warnings_later(everybody):
    """20 days from 03-04 and 10 that it stood: half of its time is over on 03-24."""
    running(
        handler_account=everybody["branch_handler"],
        stood_days=10,
        due_on=date(2025, 4, 3),
    )

    assert warn(at=moment("2025-03-23")).made == {}
    assert set(warn(at=moment("2025-03-24")).made) == {"half"}


# --- Running it ---
def test_running_again_makes_nothing_twice(everybody):
    running()

    first = warn(at=moment("2025-03-25"))
    again = warn(at=moment("2025-03-25", "11:00"))

    assert first.made == {"overdue": 4}
    assert (again.made.total(), again.put_away) == (0, 0)
    assert Notice.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_make_one_notice_each(everybody):
    for number in range(20):
        running(number=f"TS2025-{number:04}")
    made, at = [], moment("2025-03-25")

    def run():
        made.append(warn(at=at).made.total())
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(made) == [0, 0, 80]
    assert Notice.objects.count() == 80


def test_two_hundred_cases_take_no_more_queries_than_one(
    everybody, django_assert_max_num_queries
):
    running()
    with django_assert_max_num_queries(119) as few:
        warn(at=moment("2025-03-25"))
    Notice.objects.all().delete()
    for number in range(200):
        running(number=f"TS2025-9{number:03}")

    with django_assert_max_num_queries(len(few.captured_queries)):
        warn(at=moment("2025-03-25"))

    assert Notice.objects.count() == 201 * 4


def test_a_notice_keeps_nothing_of_the_record_and_is_told_to_no_trail(everybody):
    case = running()
    before = TrailEntry.objects.count()

    warn(at=moment("2025-03-25"))

    kept = json.dumps(list(Notice.objects.values()), default=str, ensure_ascii=False)
    assert case.description not in kept
    assert case.number not in kept
    assert TrailEntry.objects.count() == before


def test_a_matter_nobody_declares_any_more_is_put_away(everybody):
    Notice.objects.create(
        user=everybody["cp_head"],
        matter="gone.thing",
        record_id=1,
        kind="half",
        level=1,
        due_on=date(2025, 3, 24),
        made_at=moment("2025-03-14"),
        visible_from=moment("2025-03-14"),
    )

    assert warn(at=moment("2025-03-15")).put_away == 1


def test_the_hourly_task_warns(everybody, settings):
    running(handler_account=everybody["branch_handler"])
    schedule = settings.CELERY_BEAT_SCHEDULE["warn-of-due-dates"]

    with time_machine.travel(moment("2025-03-14"), tick=False):
        tasks.warn_of_due_dates()

    assert schedule["task"] == tasks.warn_of_due_dates.name
    assert told() == {(everybody["branch_handler"], "half")}


def said(*options):
    out = StringIO()
    call_command("warn", *options, stdout=out)
    return out.getvalue()


def test_the_command_tells_programs_and_people(everybody):
    running()

    answer = json.loads(said("--json", "--as-of", "2025-03-25T10:00"))

    assert answer == {
        "as_of": "2025-03-25T10:00:00+08:00",
        "made": 4,
        "by_step": {"overdue": 4},
        "put_away": 0,
    }
    assert "0" in said("--as-of", "2025-03-25T11:00")


@pytest.mark.parametrize("day", ["morgen", "2025-02-30", "2999-01-01", "25", "' OR 1"])
def test_a_day_that_is_none_is_refused_in_one_line(everybody, day):
    with pytest.raises(CommandRefused) as refused:
        said("--as-of", day)

    assert refused.value.returncode == 2
    assert Notice.objects.count() == 0
