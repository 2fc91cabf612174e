"""What a case refuses, whichever door it is asked at."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from complaints import handling, queries, registering
from complaints.figures import FIGURES
from complaints.handling import Wish
from complaints.helping import task_actions
from complaints.learning.learning_actions import answer_suggestion
from complaints.ledgers import COMPLAINTS
from complaints.letters import lettering
from complaints.models import Complaint, Letter
from complaints.registering import CaseRefused, Intake
from consumer_protection.core import trail
from consumer_protection.core.ledgers.declaration import Import
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.rows import LedgerRefused
from consumer_protection.core.ledgers.writing import RecordWrong, change_record
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import BLOCKS, PROPOSAL
from tests.conftest import SHANGHAI
from tests.making import workbook

NOW = datetime(2025, 1, 6, 9, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def boss(staff):
    return staff("cp_head")


def put(actor, uid=None, *, as_draft=False, **values):
    known = {
        "unit": Unit.objects.get(code="MXW10"),
        "received_on": NOW.date(),
        "description": "柜面办理等候时间过长",
        "source": "direct_customer",
        "intake_channel": "phone",
        **values,
    }
    return registering.put_on_record(
        uid or uuid4(), Intake(known), actor=actor, at=NOW, as_draft=as_draft
    )


def go(case, move, actor, at=NOW, **values):
    handling.move_case(case, move, values, actor=actor, at=at, note="说明")


def investigated(actor, **values):
    case = put(actor, **values)
    go(case, "accept", actor)
    go(case, "assign", actor, handling_unit=Unit.objects.get(code="MXB02"))
    go(case, "investigate", actor)
    return case


def decided(actor, boss, **proposal):
    case = investigated(actor)
    go(case, "propose", actor, **PROPOSAL | proposal)
    go(case, "decide", boss)
    return case


def answer(case, actor, at=NOW):
    letter = lettering.keep_draft(case, "decision", BLOCKS, actor=actor, at=at)
    lettering.issue(letter, actor=actor, at=at)
    notice = lettering.Notice(at.date(), "phone", "录音")
    lettering.tell(letter, notice, actor=actor, at=at)
    go(case, "notify", actor, at, notified_on=at.date(), notify_method="phone")
    return letter


def closed(actor, boss):
    case = decided(actor, boss)
    answer(case, actor)
    go(case, "close", actor, closed_on=NOW.date())
    return case


def value(code, asker, on=date(2025, 12, 30)):
    period = parse_period("2025", as_of=on)
    return FIGURES[f"complaints.{code}"].fact(asker, period).value


def on_day(days):
    return time_machine.travel(NOW + timedelta(days=days), tick=False)


def correct(case, changes, actor):
    about = Import(actor, NOW, None, trail.FORM)
    change_record(COMPLAINTS, case, changes, trail.version_of(case), about=about)


# --- Units that only help ---


@pytest.fixture
def helped(officer, staff):
    """A case with a task of another unit, and somebody of that unit."""
    case = put(officer)
    task_actions.set_task(
        case,
        Unit.objects.get(code="MXW11"),
        text="协助调取监控",
        due_on=date(2025, 1, 9),
        actor=officer,
        at=NOW,
    )
    return case, staff("branch_handler", "MXW11")


def test_a_helping_unit_may_not_correct_the_case(helped):
    case, helper = helped
    with pytest.raises(RecordWrong, match="协办"):
        correct(case, {"unit": "MXW11", "finding": "不属实"}, helper)
    case.refresh_from_db()
    assert (case.unit.code, case.finding) == ("MXW10", "")


@pytest.mark.parametrize(
    ("door", "data"),
    [
        ("case_facts", {"text": "新事实"}),
        ("case_extend", {"kind": "to_30", "reason": "复杂"}),
    ],
)
def test_a_helping_unit_may_not_touch_the_clock(client, helped, door, data):
    case, helper = helped
    was = case.due_on

    with on_day(5):
        client.force_login(helper)
        answered = client.post(reverse(f"complaints:{door}", args=[case.pk]), data)

    case.refresh_from_db()
    assert answered.status_code == 422
    assert (case.due_on, case.extensions.count()) == (was, 0)


def test_a_helping_unit_may_not_tell_a_letter(client, officer, helped):
    case, helper = helped
    letter = lettering.keep_draft(
        case, "acknowledgement", {"result": "已受理"}, actor=officer, at=NOW
    )
    lettering.issue(letter, actor=officer, at=NOW)
    client.force_login(helper)

    url = reverse("complaints:letter_tell", args=[letter.pk])
    client.post(url, {"on": "2025-01-06", "method": "phone", "proof": "录音"})

    letter.refresh_from_db()
    assert letter.told_on is None


# --- What was decided upon ---


@pytest.mark.parametrize(
    "changes",
    [
        {"compensation": "900000"},
        {"finding": "不属实"},
        {"outcome": "调解成功"},
        {"is_major": "否"},
    ],
)
def test_what_was_decided_upon_stays(officer, boss, changes):
    case = decided(officer, boss)
    with pytest.raises(RecordWrong, match="退回建议|已作出决定|已提交审批"):
        correct(case, changes, officer)


def test_a_case_major_by_itself_stays_major(officer):
    case = put(officer, sensitivity="regulator")
    with pytest.raises(RecordWrong, match="重大"):
        correct(case, {"is_major": "否"}, officer)


def test_a_draft_corrected_is_not_major_any_more(officer):
    uid = uuid4()
    draft = put(officer, uid, as_draft=True, sensitivity="regulator")
    assert draft.is_major

    case = put(officer, uid, sensitivity="")

    assert (case.is_major, case.level, case.major_reason) == (None, "", "")


@pytest.mark.parametrize("day", [date(2025, 1, 7), date(2025, 1, 5)])
def test_a_case_is_notified_between_decision_and_today(officer, boss, day):
    case = decided(officer, boss)
    with pytest.raises(MoveRefused):
        go(case, "notify", officer, notified_on=day, notify_method="phone")
    case.refresh_from_db()
    assert (case.status, case.notified_on) == ("decided", None)


def test_a_reopened_case_needs_a_letter_of_its_own(officer, boss):
    case = closed(officer, boss)
    with on_day(10):
        at = NOW + timedelta(days=10)
        go(case, "reopen", officer, at)
        go(case, "assign", officer, at)
        go(case, "investigate", officer, at)
        go(case, "propose", officer, at, outcome="mediated")
        go(case, "decide", boss, at)
        go(case, "notify", officer, at, notified_on=at.date(), notify_method="phone")
        with pytest.raises(MoveRefused, match="决定书|告知书"):
            go(case, "close", officer, at)

        letter = lettering.keep_draft(case, "decision", BLOCKS, actor=officer, at=at)
        moment = at + timedelta(minutes=1)
        lettering.issue(letter, actor=officer, at=moment)
        notice = lettering.Notice(at.date(), "phone", "录音")
        lettering.tell(letter, notice, actor=officer, at=moment)
        go(case, "close", officer, moment)
    assert case.status == "closed"


def test_a_form_left_open_does_not_undo_an_issued_letter(officer, boss):
    case = decided(officer, boss)
    letter = lettering.keep_draft(case, "decision", BLOCKS, actor=officer, at=NOW)
    stale = Letter.objects.select_related("complaint").get(pk=letter.pk)
    lettering.issue(letter, actor=officer, at=NOW)

    with pytest.raises(CaseRefused, match="另行"):
        texts = BLOCKS | {"result": "不属实"}
        lettering.keep_draft(case, "decision", texts, stale, actor=officer, at=NOW)

    letter.refresh_from_db()
    assert (letter.status, letter.result) == ("issued", BLOCKS["result"])
    assert letter.number


def test_a_notice_once_kept_stays(officer, boss):
    letter = answer(decided(officer, boss), officer)
    with pytest.raises(CaseRefused, match="已记录"):
        notice = lettering.Notice(NOW.date(), "letter", "回执")
        lettering.tell(letter, notice, actor=officer, at=NOW)


def test_a_justified_complaint_leaves_a_fix(officer, boss):
    case = decided(officer, boss, rectification="")
    answer(case, officer)
    with pytest.raises(MoveRefused, match="整改"):
        go(case, "close", officer)
    correct(case, {"rectification": "增设窗口"}, officer)
    go(case, "close", officer)
    assert case.status == "closed"


def test_a_unit_hands_back_what_is_not_its_own(officer):
    case = investigated(officer)
    go(case, "hand_back", officer)
    assert (case.status, case.handling_unit) == ("accepted", None)
    go(case, "assign", officer, handling_unit=Unit.objects.get(code="MXW11"))
    assert case.status == "assigned"


# --- Drafts and merging ---


def test_a_draft_given_up_counts_nowhere_and_is_seen_by_its_writer_alone(
    officer, boss, system
):
    draft = put(officer, as_draft=True)
    go(draft, "withdraw", officer)

    assert not value("received", system)
    assert not value("withdrawn", system)
    seen = {who: bool(Complaint.objects.visible_to(who)) for who in (officer, boss)}
    assert seen == {officer: True, boss: False}
    with pytest.raises(MoveRefused, match="草稿"):
        go(draft, "reopen", officer)


@pytest.mark.parametrize("other", [None, "draft", "itself", "merged"])
def test_a_case_is_merged_into_a_living_one(officer, other):
    case, first, second = put(officer), put(officer), put(officer)
    go(first, "merge", officer, merged_into=second)
    into = {"itself": case, "merged": first, None: None}
    target = put(officer, as_draft=True) if other == "draft" else into[other]

    with pytest.raises(MoveRefused):
        go(case, "merge", officer, merged_into=target)

    case.refresh_from_db()
    assert (case.status, case.merged_into) == ("registered", None)


def test_two_cases_are_not_merged_into_one_another(officer):
    one, other = put(officer), put(officer)
    go(one, "merge", officer, merged_into=other)
    with pytest.raises(MoveRefused):
        go(other, "merge", officer, merged_into=one)


# --- What is no complaint ---


def test_an_inquiry_is_answered_and_needs_no_letter(officer, system):
    case = put(officer, record_nature="inquiry")
    go(case, "answer", officer)
    assert (case.status, case.closed_on) == ("closed", NOW.date())
    assert (value("inquiries", system), value("closed", system)) == (1, 0)


def test_a_suggestion_is_answered_in_its_register_first(officer):
    case = put(officer, record_nature="suggestion")
    with pytest.raises(MoveRefused, match="建议"):
        go(case, "answer", officer)
    answered = {"text": "谢谢", "result": "adopted", "improvement": "增设座椅"}
    answer_suggestion(case, answered, actor=officer, at=NOW)
    case = Complaint.objects.get(pk=case.pk)
    go(case, "answer", officer)
    assert case.status == "closed"


def test_a_complaint_is_not_closed_by_an_answer(officer):
    case = put(officer)
    with pytest.raises(MoveRefused):
        go(case, "answer", officer)


def test_a_decided_complaint_does_not_become_an_inquiry(officer, boss):
    case = decided(officer, boss)
    with pytest.raises(RecordWrong, match="已提交审批"):
        correct(case, {"record_nature": "咨询"}, officer)


# --- The clock ---


def test_a_clock_that_stands_is_not_overdue(officer, system):
    case = investigated(officer)
    go(case, "suspend", officer)
    with on_day(40):
        case.refresh_from_db()
        on = (NOW + timedelta(days=40)).date()
        assert not case.is_overdue
        assert not value("overdue", system, on)
        go(case, "withdraw", officer, NOW + timedelta(days=40))
    case.refresh_from_db()
    assert not case.was_late


def test_new_facts_while_the_clock_stands_let_it_stand(officer):
    case = investigated(officer)
    go(case, "suspend", officer)
    with on_day(2):
        at = NOW + timedelta(days=2)
        handling.take_new_facts(case, "新事实", actor=officer, at=at)
    with on_day(32):
        go(case, "resume", officer, NOW + timedelta(days=32))
    case.refresh_from_db()
    # Restarted on 8 January: 15 days, and the 30 it stood.
    assert case.due_on == date(2025, 2, 22)


def test_an_extension_counts_after_the_clock_began_anew(officer, boss, system):
    case = investigated(officer)
    asked = handling.ask_extension(case, Wish("to_30", "复杂"), actor=officer, at=NOW)
    handling.move_extension(asked, "approve", {}, actor=boss, at=NOW)
    told = {"told_on": NOW.date(), "told_method": "phone"}
    handling.move_extension(asked, "tell", told, actor=officer, at=NOW)
    go(case, "suspend", officer)
    go(case, "resume", officer)
    handling.take_new_facts(case, "新事实", actor=officer, at=NOW)
    go(case, "propose", officer, **PROPOSAL)
    go(case, "decide", boss)
    answer(case, officer, NOW + timedelta(minutes=1))
    go(case, "close", officer)

    assert (value("extended", system), value("suspended", system)) == (1, 1)


def test_an_agreed_day_needs_its_proof(officer):
    case = put(officer)
    wish = Wish("agreed", "复杂", case.due_on + timedelta(days=5))
    with pytest.raises(CaseRefused, match="证明|依据"):
        handling.ask_extension(case, wish, actor=officer, at=NOW)


def test_first_contact_and_reply_are_told_in_working_days(officer):
    case = put(officer, received_on=date(2025, 1, 3))
    told = queries.deadline(case, NOW.date())
    assert told.contact_by == date(2025, 1, 6)
    assert told.reply_by == date(2025, 1, 8)


def test_the_60_days_are_for_the_central_bank_alone(officer):
    case = put(officer)
    with pytest.raises(CaseRefused, match="人民银行"):
        handling.ask_extension(case, Wish("pbc_60", "复杂"), actor=officer, at=NOW)


@pytest.mark.parametrize("day", [date(2025, 1, 5), date(2025, 1, 7), None])
def test_an_extension_is_told_between_asking_and_today(officer, boss, day):
    case = put(officer)
    asked = handling.ask_extension(case, Wish("to_30", "复杂"), actor=officer, at=NOW)
    handling.move_extension(asked, "approve", {}, actor=boss, at=NOW)
    with pytest.raises(CaseRefused, match="告知日期"):
        told = {"told_on": day, "told_method": "phone"}
        handling.move_extension(asked, "tell", told, actor=officer, at=NOW)


@pytest.mark.parametrize("move", ["approve", "tell"])
def test_an_ended_case_is_not_extended(officer, boss, move):
    case = put(officer)
    asked = handling.ask_extension(case, Wish("to_30", "复杂"), actor=officer, at=NOW)
    if move == "tell":
        handling.move_extension(asked, "approve", {}, actor=boss, at=NOW)
    go(case, "withdraw", officer)
    with pytest.raises(CaseRefused, match="结束|终结|办结"):
        told = {"told_on": NOW.date(), "told_method": "phone"}
        values = told if move == "tell" else {}
        handling.move_extension(asked, move, values, actor=boss, at=NOW)


# --- Imports, personal data, scope ---

HEAD = ["工单编号", "受理日期", "被投诉机构", "投诉内容", "备注"]


def test_an_import_leaves_a_step_made_meanwhile(officer, tmp_path):
    case = put(officer)
    row = [case.number, "2025-01-06", "营业部", "柜面办理等候时间过长", "新备注"]
    path = workbook(tmp_path, HEAD, [row])

    def step_in(step, _percent):
        if step == "write":
            go(Complaint.objects.get(pk=case.pk), "accept", officer)

    done = import_ledger(
        COMPLAINTS, Order(path, officer, NOW, update=True, tell=step_in)
    )

    case.refresh_from_db()
    assert done.count("changed") == 1
    assert (case.remark, case.status) == ("新备注", "accepted")


def test_an_import_writes_nothing_over_what_came_meanwhile(officer, tmp_path):
    case = put(officer)
    row = [case.number, "2025-01-06", "营业部", "柜面办理等候时间过长", "新备注"]
    path = workbook(tmp_path, HEAD, [row])

    def step_in(step, _percent):
        if step == "write":
            Complaint.objects.filter(pk=case.pk).update(remark="别人的备注")

    with pytest.raises(LedgerRefused, match="重新导入"):
        import_ledger(COMPLAINTS, Order(path, officer, NOW, update=True, tell=step_in))


def test_a_letter_shows_the_whole_name_for_a_reason_and_within_the_budget(
    client, officer
):
    case = put(officer, complainant="王小明")
    letter = lettering.keep_draft(
        case, "acknowledgement", {"result": "电话13812345678"}, actor=officer, at=NOW
    )
    client.force_login(officer)
    masked = client.get(reverse("complaints:letter_file", args=[letter.pk, "docx"]))
    whole = reverse("complaints:letter_whole", args=[letter.pk, "docx"])

    told = [client.post(whole, {"reason": "寄送"}).status_code for _ in range(31)]

    assert masked.status_code == 200
    assert client.post(whole, {"reason": " "}).status_code == 302
    assert told == [200] * 30 + [302]
    letter.refresh_from_db()
    assert letter.result == "电话13812345678"
