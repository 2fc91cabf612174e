"""The page of a case: stepper, clock, time line, next steps; nothing whole, no scripts."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine

from complaints import handling, registering
from complaints.helping import task_actions
from complaints.letters import lettering
from complaints.models import Complaint
from complaints.pages.cases.case_clock import clock
from complaints.registering import Intake, Speaker
from complaints.stepper import stages
from consumer_protection.core import trail
from consumer_protection.core.models import Unit
from tests.complaints.making import PROPOSAL, complaint
from tests.conftest import SHANGHAI
from tests.hostile import HOSTILE

DAY = date(2025, 1, 5)
AT = datetime(2025, 1, 5, 9, tzinfo=SHANGHAI)


def on(day):
    return time_machine.travel(AT + timedelta(days=day), tick=False)


@pytest.fixture(autouse=True)
def _the_day():
    with on(0):
        yield


@pytest.fixture
def head(staff):
    return staff("cp_head")


@pytest.fixture
def case(officer):
    known = {
        "unit": Unit.objects.get(code="MXW10"),
        "received_on": DAY,
        "description": "请回电13859123456，柜面等候时间过长",
        "complainant": "王小明",
        "phone": "13800001111",
        "source": "direct_customer",
        "intake_channel": "visit",
    }
    speakers = (Speaker("李代表", "13900002222"),)
    return registering.put_on_record(
        uuid4(), Intake(known, speakers), actor=officer, at=AT
    )


@pytest.fixture
def go(case, officer):
    def move(name, day=0, actor=officer, note="因由", **values):
        at = AT + timedelta(days=day)
        handling.move_case(case, name, values, actor=actor, at=at, note=note)

    return move


def lead():
    return Unit.objects.get(code="MXB02")


def told(case, day=0):
    entries = list(trail.moves_of(case))
    return [
        (one.label, one.place, one.days)
        for one in stages(case, entries, DAY + timedelta(days=day))
    ]


# --- Stepper ---


def test_the_stepper_tells_each_state_with_its_days(case, go):
    go("accept", 1)
    go("assign", 3, handling_unit=lead())

    assert told(case, 7) == [
        ("已登记", "done", 1),
        ("已受理", "done", 2),
        ("已派单", "now", 4),
        ("调查中", "later", None),
        ("待审批", "later", None),
        ("已作出决定", "later", None),
        ("已告知", "later", None),
        ("办结", "later", None),
    ]


def test_days_of_suspension_belong_to_the_investigation(case, go):
    go("accept")
    go("assign", handling_unit=lead())
    go("investigate", 1)
    go("suspend", 2)

    assert told(case, 6)[3] == ("中止计时", "now", 5)
    go("resume", 6)
    assert told(case, 8)[3] == ("调查中", "now", 7)


def test_a_returned_proposal_stands_under_investigation_again(case, go, head):
    go("accept")
    go("assign", handling_unit=lead())
    go("investigate")
    go("propose", 2, **PROPOSAL)
    go("return", 5, actor=head)

    found = told(case, 6)
    assert found[3] == ("调查中", "now", 3)
    assert found[4] == ("待审批", "later", None)


def test_a_case_that_ended_early_ends_its_way_there(case, go):
    go("withdraw", 2)

    assert told(case, 9)[-1] == ("撤回终止", "done", None)


@pytest.mark.parametrize("status", sorted(Complaint.machine.statuses | {"draft"}))
def test_every_state_has_its_place_and_its_page(case, client, officer, status):
    Complaint.objects.filter(pk=case.pk).update(
        status=status, registered_by=officer, number="TS20250001"
    )
    client.force_login(officer)

    page = client.get(case.get_absolute_url())

    assert page.status_code == 200
    assert sum(one.place == "now" for one in page.context["stages"]) <= 1
    assert page.context["stages"]


def test_a_case_of_a_ledger_shows_what_is_known(system, now, union, client, officer):
    case = complaint(system, now)
    client.force_login(officer)

    assert client.get(case.get_absolute_url()).status_code == 200
    assert told(case)[-1][:2] == ("办结", "done")


# --- Clock ---


@pytest.mark.parametrize(
    ("day", "tone", "head"),
    [
        (0, "good", "剩余 15 天"),
        (11, "good", "剩余 4 天"),
        (12, "warning", "剩余 3 天"),
        (15, "warning", "今日到期"),
        (16, "bad", "已逾期1天"),
    ],
)
def test_the_clock_warns_by_the_share_of_days_used(case, day, tone, head):
    with on(day):
        found = clock(case, DAY + timedelta(days=day))

    assert (found.tone, found.head) == (tone, head)


def test_the_clock_of_a_suspended_case_stands(case, go):
    go("accept")
    go("assign", handling_unit=lead())
    go("investigate")
    go("suspend", 2)

    assert clock(case, DAY + timedelta(days=40)).head == "中止计时"


def test_an_ended_case_says_whether_it_was_in_time(case, go):
    go("withdraw", 15)
    assert clock(case, DAY + timedelta(days=99)).head == "按期办结"

    Complaint.objects.filter(pk=case.pk).update(was_late=True)
    case.refresh_from_db()
    late = clock(case, DAY + timedelta(days=99))
    assert (late.head, late.was_late) == ("超期办结", True)


# --- Next steps ---


def offered(client, user, case):
    client.force_login(user)
    page = client.get(case.get_absolute_url())
    return {str(act.label): act for act in page.context["acts"]}


def test_only_possible_steps_are_offered_the_next_one_first(
    case, go, client, officer, head
):
    assert offered(client, officer, case)["受理"].is_main
    go("accept")
    go("assign", handling_unit=lead())
    go("investigate")
    found = offered(client, officer, case)
    assert "受理" not in found
    go("propose", **PROPOSAL)

    assert "作出决定" not in offered(client, officer, case)
    assert offered(client, head, case)["作出决定"].is_main


def test_a_step_that_is_barred_says_why(case, go, client, officer, head):
    go("accept")
    go("assign", handling_unit=lead())
    go("investigate")
    go("propose", **PROPOSAL)
    go("decide", actor=head)
    go("notify", notified_on=DAY, notify_method="phone")

    close = offered(client, officer, case)["办结"]

    assert close.why_not
    assert not close.is_main
    assert close.why_not in client.get(case.get_absolute_url()).content.decode()


def test_a_unit_that_only_helps_is_offered_no_steps(case, client, officer, staff):
    helper = staff("branch_manager", "MXW11")
    task_actions.set_task(
        case,
        Unit.objects.get(code="MXW11"),
        text="协助",
        due_on=DAY,
        actor=officer,
        at=AT,
    )

    found = offered(client, helper, case)

    assert not {"受理", "转出", "合并"} & set(found)


def test_an_auditor_reads_and_is_offered_no_step(case, client, auditor):
    groups = {str(act.group) for act in offered(client, auditor, case).values()}

    assert "下一步" not in groups


# --- Time line ---


def test_everything_that_happened_stands_in_one_line_newest_first(
    case, go, client, officer
):
    go("accept", 1)
    note = handling.Note("contact", "电话联系客户", DAY + timedelta(days=1))
    handling.note(case, note, actor=officer, at=AT + timedelta(days=1, hours=1))
    task_actions.set_task(
        case,
        Unit.objects.get(code="MXW11"),
        text="提供监控录像",
        due_on=DAY + timedelta(days=5),
        actor=officer,
        at=AT + timedelta(days=2),
    )
    task_actions.urge_case(
        case, "urge", text="请尽快", actor=officer, at=AT + timedelta(days=3)
    )
    lettering.keep_draft(
        case,
        "acknowledgement",
        {"result": "已受理"},
        actor=officer,
        at=AT + timedelta(days=4),
    )
    client.force_login(officer)

    events = client.get(case.get_absolute_url()).context["events"]

    assert [one.kind for one in events[:5]] == [
        "note",
        "urge",
        "task",
        "contact",
        "move",
    ]
    assert [one.text for one in events[1:4]] == [
        "请尽快",
        "提供监控录像",
        "电话联系客户",
    ]
    assert [one.at for one in events] == sorted(
        (one.at for one in events), reverse=True
    )


def test_numbers_of_people_are_masked_everywhere(case, client, officer):
    note = handling.Note("note", "客户电话13859123456", DAY)
    handling.note(case, note, actor=officer, at=AT)
    client.force_login(officer)

    page = client.get(case.get_absolute_url()).content.decode()

    for whole in ("13859123456", "13800001111", "13900002222", "王小明", "李代表"):
        assert whole not in page


def test_hostile_texts_stay_texts(case, client, officer):
    for text in HOSTILE:
        if "\x00" not in text:
            given = handling.Note("note", text, DAY)
            handling.note(case, given, actor=officer, at=AT)
    handling.note(
        case,
        handling.Note("evidence", "长" * 60_000, DAY, "cctv"),
        actor=officer,
        at=AT,
    )
    client.force_login(officer)

    page = client.get(case.get_absolute_url())

    assert page.status_code == 200
    body = page.content.decode()
    assert "<b>x</b>" not in body
    assert "&lt;b&gt;x&lt;/b&gt;" in body


def test_an_outlet_that_lost_the_case_does_not_see_it(case, client, staff):
    client.force_login(staff("branch_manager", "MXW11"))

    assert client.get(case.get_absolute_url()).status_code == 404


def test_the_page_asks_a_few_times_however_long_the_case(
    case, client, officer, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get(case.get_absolute_url())
    for number in range(30):
        note = handling.Note("note", f"第{number}次", DAY)
        handling.note(case, note, actor=officer, at=AT)
        task_actions.urge_case(case, "urge", text="催", actor=officer, at=AT)

    with django_assert_max_num_queries(32):
        client.get(case.get_absolute_url())
