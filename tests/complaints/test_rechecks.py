"""Applications for a recheck: in time or late, who decides, letter, reopening."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from complaints.after import recheck_actions as actions
from complaints.letters import lettering
from complaints.models import Complaint, Recheck
from consumer_protection.core.models import TrailEntry, User
from consumer_protection.core.roles import ROLES
from consumer_protection.core.states import MoveRefused
from tests.complaints import after_making as making
from tests.complaints.after_making import on, one_of_each_after
from tests.complaints.making import complaint
from tests.conftest import SHANGHAI
from tests.core.test_attachments import PDF

LIST = "/complaints/rechecks/"
DECISION = {"result": "upheld", "reasons": "处理适当"}


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(on(6, 1), tick=False):
        yield


@pytest.fixture
def people(staff):
    return {
        "clerk": staff("branch_handler", "MXW10"),
        "officer": staff("cp_officer"),
        "manager": staff("branch_manager", "MXW10"),
        "head": staff("cp_head"),
        "exec": staff("senior_exec"),
        "auditor": staff("auditor"),
    }


@pytest.fixture
def case(people):
    """Told and closed on 2024-03-16; the officer handled, the head decided."""
    made = making.registered(uuid4(), people["clerk"], on(3, 1))
    making.investigated(made, people["officer"], on(3, 2))
    return making.answered(made, people["officer"], people["head"], on(3, 16))


@pytest.fixture
def apply(case, people):
    def make(applied_on=date(2024, 4, 1), by="officer", at=None, grounds="不认可结果"):
        at = at or datetime(2024, 6, 1, 9, tzinfo=SHANGHAI)
        given = (applied_on, grounds)
        return actions.apply_for_recheck(case, *given, actor=people[by], at=at)

    return make


@pytest.fixture
def move(people):
    def make(recheck, name, by="officer", at=None, note="", **values):
        at = at or on(6, 1)
        actions.move_recheck(recheck, name, values, actor=people[by], at=at, note=note)
        return recheck

    return make


@pytest.fixture
def decided(apply, move):
    def make(result="upheld"):
        recheck = move(apply(), "accept")
        given = {"result": result, "reasons": "重新核实"}
        return move(recheck, "decide", by="exec", at=on(4, 20), **given)

    return make


def test_d7_the_clocks_of_the_rule(apply):
    recheck = apply(date(2024, 4, 1))

    assert recheck.answered_on == date(2024, 3, 16)
    assert recheck.apply_until == date(2024, 4, 15)
    assert recheck.due_on == date(2024, 5, 1)
    told = TrailEntry.objects.filter(action="complaints.complaint.recheck_applied")
    assert told.exists()


def test_the_last_day_is_in_time_and_the_next_is_late(apply, move):
    recheck = apply(date(2024, 4, 15))
    assert not recheck.came_late
    move(recheck, "withdraw", note="本人撤回")

    late = apply(date(2024, 4, 16))
    assert late.came_late
    with pytest.raises(MoveRefused):
        move(late, "accept")


@pytest.mark.parametrize(
    ("by", "note", "is_taken"),
    [
        ("head", "住院，延误有正当理由", True),
        ("exec", "住院", True),
        ("head", "", False),
        ("head", "  ", False),
        ("officer", "住院", False),
        ("manager", "住院", False),
        ("clerk", "住院", False),
    ],
)
def test_a_late_one_is_taken_by_the_head_with_a_reason(apply, move, by, note, is_taken):
    recheck = apply(date(2024, 4, 16))
    if is_taken:
        move(recheck, "accept_late", by=by, note=note)
    else:
        with pytest.raises(MoveRefused):
            move(recheck, "accept_late", by=by, note=note)

    recheck.refresh_from_db()
    assert recheck.status == ("accepted" if is_taken else "applied")


def test_one_in_time_needs_no_reason(apply, move):
    with pytest.raises(MoveRefused):
        move(apply(), "accept_late", by="head", note="多余")


@pytest.mark.parametrize(
    ("day", "by", "is_refused"),
    [
        (date(2024, 4, 15), "officer", False),
        (date(2024, 4, 15), "head", True),
        (date(2024, 4, 16), "officer", True),
    ],
)
def test_who_applied_in_time_is_not_turned_away_at_the_counter(
    apply, move, day, by, is_refused
):
    recheck = apply(day)
    if not is_refused:
        with pytest.raises(MoveRefused):
            move(recheck, "refuse", by=by, note="不符合条件")
        return
    with pytest.raises(MoveRefused):
        move(recheck, "refuse", by=by)
    move(recheck, "refuse", by=by, note="不符合条件")
    assert (recheck.status, recheck.ended_on) == ("refused", date(2024, 6, 1))


@pytest.mark.parametrize(
    ("day", "grounds"),
    [
        (date(2024, 6, 2), "不认可"),
        (date(2024, 3, 15), "不认可"),
        (date(2024, 4, 1), "  "),
    ],
)
def test_an_impossible_application_is_not_taken(apply, day, grounds):
    with pytest.raises(MoveRefused):
        apply(day, grounds=grounds)

    assert not Recheck.objects.exists()


def test_it_may_be_applied_for_on_the_day_of_the_answer(apply):
    assert apply(date(2024, 3, 16)).due_on == date(2024, 4, 15)


@pytest.mark.parametrize("by", ["auditor", "exec"])
def test_who_does_not_handle_puts_none_on_record(apply, by):
    with pytest.raises(MoveRefused):
        apply(by=by)


@pytest.mark.parametrize(
    "status", ["registered", "investigating", "decided", "withdrawn", "merged"]
)
def test_without_an_answer_there_is_nothing_to_recheck(apply, case, status):
    Complaint.objects.update(status=status)

    with pytest.raises(MoveRefused):
        apply()


def test_one_at_a_time_and_each_answer_once(apply, move, decided, case, people):
    recheck = decided()
    with pytest.raises(MoveRefused):
        apply()
    with pytest.raises(IntegrityError), transaction.atomic():
        one_of_each_after(case, people["officer"], on(6, 1))
    making.told(case, "recheck", people["officer"], on(4, 21))
    move(recheck, "tell")
    with pytest.raises(MoveRefused):
        apply()


def test_what_was_withdrawn_may_be_applied_for_again(apply, move):
    move(apply(), "withdraw", note="本人撤回")

    assert apply().status == "applied"


def test_a_past_case_counts_from_its_notice_or_its_close(system, now, people):
    told = complaint(system, now, notified_on=date(2024, 3, 8))
    silent = complaint(system, now, description="另一件")
    given = (date(2024, 3, 20), "不认可")
    for one, day in ((told, date(2024, 3, 8)), (silent, date(2024, 3, 10))):
        made = actions.apply_for_recheck(one, *given, actor=people["officer"], at=now)
        assert made.answered_on == day


@pytest.mark.parametrize(
    ("by", "is_free"),
    [
        ("exec", True),
        ("head", False),
        ("officer", False),
        ("manager", False),
        ("auditor", False),
    ],
)
def test_another_than_who_handled_or_decided_decides(apply, move, by, is_free):
    recheck = move(apply(), "accept")
    if is_free:
        move(recheck, "decide", by=by, **DECISION)
        assert recheck.decided_by.pk
        return
    with pytest.raises(MoveRefused):
        move(recheck, "decide", by=by, **DECISION)
    recheck.refresh_from_db()
    assert (recheck.status, recheck.result) == ("accepted", "")


@pytest.mark.parametrize("field", ["complained_account", "handler_account"])
def test_whom_the_case_concerns_does_not_decide(apply, move, people, field):
    recheck = move(apply(), "accept")
    Complaint.objects.update(**{field: people["exec"]})

    with pytest.raises(MoveRefused):
        move(recheck, "decide", by="exec", **DECISION)


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"result": "upheld", "reasons": " "},
        {"result": "", "reasons": "因由"},
        {"result": "nonsense", "reasons": "因由"},
        {"result": "upheld", "reasons": "因由", "due_on": date(2030, 1, 1)},
    ],
)
def test_a_decision_lacks_nothing_and_brings_nothing_else(apply, move, values):
    recheck = move(apply(), "accept")

    with pytest.raises(MoveRefused):
        move(recheck, "decide", by="exec", **values)
    recheck.refresh_from_db()
    assert (recheck.status, recheck.due_on) == ("accepted", date(2024, 5, 1))


def test_it_ends_with_a_told_letter_of_four_parts(decided, move, case, people):
    recheck = decided("changed")
    with pytest.raises(MoveRefused):
        move(recheck, "tell")
    texts = lettering.proposed(case, "recheck")
    assert "变更" in texts["result"]
    assert all(texts.values())
    assert "申请核查" not in texts["remedies"]
    officer = people["officer"]
    draft = lettering.keep_draft(case, "recheck", texts, actor=officer, at=on(4, 21))
    with pytest.raises(MoveRefused):
        move(recheck, "tell")
    lettering.issue(draft, actor=officer, at=on(4, 21))
    with pytest.raises(MoveRefused):
        move(recheck, "tell")
    lettering.tell(
        draft, lettering.Notice(date(2024, 5, 1), "sms", "短信回执"),
        actor=officer, at=on(5, 1),
    )  # fmt: skip
    move(recheck, "tell", at=on(5, 3))
    assert (recheck.status, recheck.ended_on) == ("told", date(2024, 5, 1))
    assert not recheck.is_late


def test_told_a_day_after_its_last_it_is_late(decided, move, case, people):
    recheck = decided()
    making.told(case, "recheck", people["officer"], on(5, 2))
    move(recheck, "tell", at=on(5, 2))

    assert recheck.is_late


def test_a_letter_of_no_decided_recheck_is_not_issued(apply, case, people):
    apply()

    with pytest.raises(MoveRefused):
        making.told(case, "recheck", people["officer"], on(4, 2))


def test_overdue_begins_the_day_after(apply):
    recheck = apply()
    due = recheck.due_on

    assert not Recheck.objects.visible_to(recheck.entered_by).overdue(due).exists()
    later = due + timedelta(days=1)
    assert Recheck.objects.visible_to(recheck.entered_by).overdue(later).exists()


@pytest.mark.parametrize("result", ["changed", "revoked"])
def test_an_overturned_answer_opens_the_case_again_once(decided, case, people, result):
    recheck = decided(result)
    actions.reopen_case(recheck, "核查变更", actor=people["officer"], at=on(4, 22))

    case.refresh_from_db()
    assert (case.status, case.restarted_on) == ("reopened", date(2024, 4, 22))
    assert recheck.reopened_on == date(2024, 4, 22)
    with pytest.raises(MoveRefused):
        actions.reopen_case(recheck, "再来", actor=people["officer"], at=on(4, 23))


@pytest.mark.parametrize(
    ("result", "reason", "by"),
    [
        ("upheld", "因由", "officer"),
        ("changed", " ", "officer"),
        ("changed", "因由", "exec"),
    ],
)
def test_the_case_stays_closed_otherwise(decided, case, people, result, reason, by):
    recheck = decided(result)

    with pytest.raises(MoveRefused):
        actions.reopen_case(recheck, reason, actor=people[by], at=on(4, 22))
    case.refresh_from_db()
    recheck.refresh_from_db()
    assert (case.status, recheck.reopened_on) == ("closed", None)


def test_after_the_second_answer_it_may_be_rechecked_again(
    decided, move, apply, case, people
):
    recheck = decided("revoked")
    making.told(case, "recheck", people["officer"], on(4, 21))
    move(recheck, "tell", at=on(4, 21))
    actions.reopen_case(recheck, "撤销重办", actor=people["officer"], at=on(4, 22))
    with pytest.raises(MoveRefused):
        apply(date(2024, 5, 20))
    case.refresh_from_db()
    unit = case.handling_unit
    making.go(case, "assign", people["officer"], on(4, 23), handling_unit=unit)
    making.go(case, "investigate", people["officer"], on(4, 23))
    making.answered(case, people["officer"], people["head"], on(5, 5))

    again = apply(date(2024, 5, 20))
    assert (again.answered_on, again.letter) == (date(2024, 5, 5), None)
    move(again, "accept")
    with pytest.raises(MoveRefused):
        move(again, "decide", by="head", **DECISION)
    move(again, "decide", by="exec", at=on(5, 25), **DECISION)
    # The letter of the first recheck tells nothing of this one.
    assert again.letter is None
    with pytest.raises(MoveRefused):
        move(again, "tell")


def test_other_outlets_neither_see_nor_touch_it(apply, staff, client):
    recheck = apply()
    other = staff("branch_handler", "MXW11")
    client.force_login(other)

    assert client.get(LIST).context["found"] == 0
    assert client.get(recheck.get_absolute_url()).status_code == 404
    for path in ("moves/withdraw/", "reopen/"):
        assert client.get(f"{LIST}{recheck.pk}/{path}").status_code == 404
    url = f"/complaints/cases/{recheck.complaint_id}/recheck/"
    assert client.get(url).status_code == 404
    with pytest.raises(MoveRefused):
        actions.move_recheck(
            recheck, "withdraw", {}, actor=other, at=on(6, 1), note="x"
        )


def test_the_case_leads_to_its_application(case, people, client):
    client.force_login(people["clerk"])
    page = f"/complaints/cases/{case.pk}/"
    url = f"{page}recheck/"
    assert url in client.get(page).content.decode()
    assert client.get(url).status_code == 200
    wrong = {"applied_on": "2030-01-01", "grounds": "不认可"}
    assert client.post(url, wrong).status_code == 422
    assert client.post(url, {"applied_on": "x"}).status_code == 422
    made = client.post(url, {"applied_on": "2024-04-01", "grounds": "电话13812345678"})
    recheck = Recheck.objects.get()
    own = recheck.get_absolute_url()
    assert made.url == own
    body = client.get(own).content.decode()
    assert "13812345678" not in body
    assert "moves/accept/" in body
    assert "moves/accept_late/" not in body
    assert "moves/refuse/" not in body


def test_the_page_leads_from_the_decision_to_the_letter(apply, case, people, client):
    recheck = apply()
    own, page = recheck.get_absolute_url(), case.get_absolute_url()
    client.force_login(people["clerk"])
    assert client.post(f"{own}moves/accept/", {}).url == own
    assert client.get(f"{own}moves/decide/").status_code == 404
    assert client.get(f"{own}moves/nonsense/").status_code == 404

    client.force_login(people["exec"])
    assert client.post(f"{own}moves/decide/", {"result": "upheld"}).status_code == 422
    assert client.post(f"{own}moves/decide/", DECISION).url == own

    client.force_login(people["officer"])
    body = client.get(own).content.decode()
    assert f"/complaints/cases/{case.pk}/letters/recheck/" in body
    assert client.post(f"{own}moves/tell/", {}).status_code == 422
    body = client.get(page).content.decode()
    assert own in body
    assert "2024-05-01" in body
    assert (
        client.get(f"{LIST}?status=decided&result=upheld&open=on").context["found"] == 1
    )
    assert client.get(f"{LIST}?overdue=on").context["found"] == 1


def test_the_list_asks_few_questions(
    case, system, now, people, client, django_assert_max_num_queries
):
    def add(number):
        made = complaint(system, now, description=f"第{number}件")
        actions.apply_for_recheck(
            made, date(2024, 3, 20), "不认可", actor=people["officer"], at=now
        )

    client.force_login(people["officer"])
    add(0)
    client.get(LIST)
    with django_assert_max_num_queries(8) as one:
        client.get(LIST)
    for number in range(1, 12):
        add(number)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(LIST)


def test_the_application_itself_is_kept_as_a_file(
    apply, people, client, settings, tmp_path
):
    settings.FILES_DIR = tmp_path / "files"
    own = apply().get_absolute_url()
    client.force_login(people["officer"])
    paper = SimpleUploadedFile("核查申请.pdf", PDF)
    client.post(f"{own}attachments/", {"file": paper})

    body = client.get(own).content.decode()
    assert "核查申请.pdf" in body


def test_doors_ask_every_role_for_the_clearance_of_the_move(apply, staff, client):
    own = apply(date(2024, 4, 16)).get_absolute_url()
    doors = {"accept_late": "complaints.approve", "withdraw": "complaints.handle"}
    for role, declared in ROLES.items():
        if not declared.sees.get("complaints"):
            continue
        known = User.objects.filter(staff_number=f"{role}-MXW10").first()
        client.force_login(known or staff(role, "MXW10"))
        for name, clearance in doors.items():
            expected = 200 if clearance in declared.may else 404
            assert client.get(f"{own}moves/{name}/").status_code == expected, role


def test_that_a_case_is_not_handled_may_be_rechecked_too(people):
    case = making.registered(uuid4(), people["clerk"], on(3, 1))
    making.go(case, "not_handle", people["head"], on(3, 4))
    given = (date(2024, 3, 20), "属于本机构业务")
    with pytest.raises(MoveRefused):
        actions.apply_for_recheck(case, *given, actor=people["clerk"], at=on(6, 1))
    making.told(case, "not_handled", people["officer"], on(3, 5))

    made = actions.apply_for_recheck(case, *given, actor=people["clerk"], at=on(6, 1))
    assert made.answered_on == date(2024, 3, 5)


def test_two_applications_at_once_make_one(apply, case, people):
    """The second, which read the case before the first was kept, is told so."""
    stale = Complaint.objects.get(pk=case.pk)
    apply()

    with pytest.raises(MoveRefused):
        actions.apply_for_recheck(
            stale, date(2024, 4, 2), "再次", actor=people["clerk"], at=on(6, 1)
        )
    assert Recheck.objects.count() == 1
