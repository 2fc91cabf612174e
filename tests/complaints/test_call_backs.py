"""The call-back desk: sample, caller, three tries, script, satisfaction, second round."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction

from complaints import learning_rules as rules
from complaints.learning import call_actions as actions
from complaints.learning import queries
from complaints.learning.call_actions import Call
from complaints.models import CallBack, CallQuestion, Complaint, SecondRound
from consumer_protection.core.models import Threshold, TrailEntry
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import complaint
from tests.conftest import SHANGHAI

LIST = "/complaints/calls/"
NOT_REACHED = Call(is_reached=False, remark="无人接听")


def reached(satisfaction="satisfied", **more):
    return Call(is_reached=True, satisfaction=satisfaction, **more)


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(datetime(2025, 1, 5, 9, tzinfo=SHANGHAI), tick=False):
        yield


@pytest.fixture
def closed(union, system, now):
    def make(**values):
        known = {
            "received_on": date(2024, 12, 20),
            "closed_on": date(2024, 12, 31),
            "satisfaction": "",
            "is_major": True,
        }
        return complaint(system, now, **known | values)

    return make


@pytest.fixture
def call(closed, officer, now):
    return actions.plan_call_back(closed(), actor=officer, at=now)


@pytest.fixture
def keep(call, officer, now):
    return lambda one: actions.keep_call(call, one, actor=officer, at=now)


@pytest.mark.parametrize(
    ("values", "share"),
    [
        ({"is_major": None}, 20),
        ({"is_major": None, "level": "general"}, 20),
        ({"is_major": None, "level": "complex"}, 50),
        ({"is_major": None, "level": "major"}, 100),
        ({"is_major": True}, 100),
        ({"is_major": None, "source": "nfra_forward"}, 100),
        ({"is_major": None, "source": "pbc_forward"}, 100),
    ],
)
def test_the_share_goes_by_level_and_forwarding(closed, values, share):
    assert actions.share(closed(**values)) == share


def test_the_rule_in_force_on_the_day_of_closing_decides(closed):
    day = date(2024, 12, 25)
    Threshold.objects.filter(code="call_back.share.general").update(valid_to=day)
    Threshold.objects.create(
        code="call_back.share.general", amount=70, basis="内部", valid_from=day
    )

    assert actions.share(closed(is_major=None)) == 70
    assert actions.share(closed(is_major=None, closed_on=date(2024, 12, 24))) == 20


def test_the_sample_is_near_its_share_and_always_the_same(closed):
    uids = [closed(is_major=None).uid for _n in range(5)]
    drawn = [rules.is_sampled(uid, 20) for uid in uids]

    assert drawn == [rules.is_sampled(uid, 20) for uid in uids]
    assert all(rules.is_sampled(uid, 100) for uid in uids)
    assert not any(rules.is_sampled(uid, 0) for uid in uids)


def test_drawing_again_draws_nobody_twice(closed, officer, now):
    for _n in range(3):
        closed()
    closed(satisfaction="satisfied")
    closed(closed_on=date(2024, 12, 1), received_on=date(2024, 11, 20))
    closed(record_nature="inquiry")

    assert actions.plan_call_backs(officer, now) == 3
    assert actions.plan_call_backs(officer, now) == 0
    assert CallBack.objects.count() == 3


def test_one_draws_only_among_cases_one_sees(closed, staff, now):
    closed()
    other = staff("branch_handler", "MXW11")

    assert actions.plan_call_backs(other, now) == 0


def test_the_call_is_due_in_five_working_days(call):
    # 2025-01-01 is a holiday.
    assert call.due_on == date(2025, 1, 8)


def test_what_was_said_is_kept_and_rates_the_case(call, keep, officer):
    keep(reached("very_satisfied", answers={"told": "yes"}, remark="谢谢"))

    call.refresh_from_db()
    assert (call.status, call.satisfaction) == ("done", "very_satisfied")
    assert (call.answers, call.caller) == ({"told": "yes"}, officer)
    assert Complaint.objects.get().satisfaction == "very_satisfied"
    assert TrailEntry.objects.filter(action="complaints.callback.finish").exists()


@pytest.mark.parametrize("code", ["", "unreachable", "nonsense"])
def test_whoever_was_reached_said_something(call, keep, code):
    with pytest.raises(MoveRefused):
        keep(reached(code))

    assert not call.attempts.exists()


def test_after_three_tries_in_vain_it_ends(call, keep):
    for number in (1, 2):
        keep(NOT_REACHED)
        assert call.attempts.count() == number
        assert call.status == "open"
    keep(NOT_REACHED)

    assert call.status == "unreachable"
    assert Complaint.objects.get().satisfaction == "unreachable"
    with pytest.raises(MoveRefused):
        keep(reached())
    assert call.attempts.count() == 3


def test_the_third_try_may_succeed(call, keep):
    keep(NOT_REACHED)
    keep(NOT_REACHED)
    keep(reached())

    assert call.status == "done"


def test_a_fourth_try_does_not_fit_the_table(call, officer, now):
    with pytest.raises(IntegrityError), transaction.atomic():
        call.attempts.create(number=4, at=now, is_reached=False, caller=officer)


@pytest.mark.parametrize("by", ["handler_account", "proposed_by", "handler"])
def test_whoever_handled_the_case_does_not_call(call, keep, officer, by):
    value = officer.name if by == "handler" else officer
    Complaint.objects.update(**{by: value})
    call.refresh_from_db()

    with pytest.raises(MoveRefused):
        keep(reached())
    assert not CallBack.objects.not_of(officer).exists()
    assert not call.attempts.exists()


def test_a_caller_without_an_account_of_the_handler_is_found(call, officer):
    assert CallBack.objects.not_of(officer).exists()


def test_whoever_only_reads_does_not_call(call, auditor, now):
    with pytest.raises(MoveRefused):
        actions.keep_call(call, reached(), actor=auditor, at=now)


def test_a_case_that_is_open_again_is_not_called_about(call, keep, officer):
    Complaint.objects.update(status="reopened")
    call.refresh_from_db()

    assert not queries.waiting_calls(officer, date(2025, 1, 5)).exists()
    with pytest.raises(MoveRefused):
        keep(reached())


def test_who_is_not_content_has_a_second_round_and_a_second_call(
    call, keep, officer, now
):
    keep(reached("dissatisfied", remark="没有说明理由"))
    second = SecondRound.objects.get()
    assert (second.status, second.due_on) == ("open", date(2025, 1, 20))
    with pytest.raises(MoveRefused):
        actions.answer_second_round(second, " ", actor=officer, at=now)

    actions.answer_second_round(second, "已补充说明", actor=officer, at=now)
    again = CallBack.objects.get(round=2)
    assert (second.status, again.due_on) == ("answered", date(2025, 1, 10))
    actions.keep_call(again, reached("dissatisfied"), actor=officer, at=now)
    assert SecondRound.objects.count() == 1
    assert Complaint.objects.get().satisfaction == "dissatisfied"


def test_silence_in_the_second_round_takes_nothing_back(call, keep, officer, now):
    keep(reached("dissatisfied"))
    second = SecondRound.objects.get()
    actions.answer_second_round(second, "已补充说明", actor=officer, at=now)
    again = CallBack.objects.get(round=2)
    for _n in range(3):
        actions.keep_call(again, NOT_REACHED, actor=officer, at=now)

    assert Complaint.objects.get().satisfaction == "dissatisfied"


def test_whom_the_complaint_is_about_does_not_answer_it(call, keep, officer, now):
    keep(reached("dissatisfied"))
    Complaint.objects.update(complained_account=officer)
    second = SecondRound.objects.get()

    with pytest.raises(MoveRefused):
        actions.answer_second_round(second, "没有问题", actor=officer, at=now)


def test_the_case_itself_stays_closed_and_keeps_its_days(call, keep):
    before = Complaint.objects.get()
    keep(reached("dissatisfied"))

    after = Complaint.objects.get()
    days = ("status", "closed_on", "due_on", "was_late", "number")
    assert all(getattr(after, one) == getattr(before, one) for one in days)


def test_a_script_fills_in_what_it_knows_and_nothing_else():
    known = {"number": "TS1", "caller": "{unit}"}
    text = "{caller}：编号{number}，{unknown}，{number.__class__}"

    assert rules.said(text, known) == "{unit}：编号TS1，{unknown}，{number.__class__}"


def test_the_script_in_force_is_asked_and_its_answers_kept(call, officer, client):
    day = date(2025, 1, 1)
    CallQuestion.objects.filter(code="advice").update(valid_to=day)
    CallQuestion.objects.create(
        code="again", position=6, kind="yes_no", text="还会来{unit}吗？", valid_from=day
    )
    client.force_login(officer)
    page = client.get(f"{LIST}{call.pk}/call/")
    body = page.content.decode()
    assert "还会来营业部吗？" in body
    assert "还有什么意见或建议" not in body
    assert call.complaint.number in body

    given = {"is_reached": "yes", "satisfaction": "satisfied", "answer_again": "yes"}
    assert client.post(f"{LIST}{call.pk}/call/", given).status_code == 302
    call.refresh_from_db()
    assert call.answers == {"again": "yes"}
    assert "还会来{unit}吗？" in client.get(call.get_absolute_url()).content.decode()


def test_an_empty_script_still_asks_for_the_rating(call, officer, client):
    CallQuestion.objects.all().delete()
    client.force_login(officer)

    body = client.get(f"{LIST}{call.pk}/call/").content.decode()
    assert 'name="satisfaction"' in body


def test_personal_data_is_masked_at_the_desk(closed, officer, now, client):
    case = closed(complainant="王小明", phone="13812345678")
    call = actions.plan_call_back(case, actor=officer, at=now)
    client.force_login(officer)

    body = client.get(f"{LIST}{call.pk}/call/").content.decode()
    assert "138****5678" in body
    assert "13812345678" not in body
    assert "王小明" not in body


def test_the_next_call_is_the_first_due_that_was_not_tried_today(
    closed, officer, now, client
):
    late = actions.plan_call_back(
        closed(closed_on=date(2024, 12, 24)), actor=officer, at=now
    )
    later = actions.plan_call_back(closed(), actor=officer, at=now)
    client.force_login(officer)
    assert client.get(f"{LIST}next/").url == f"{LIST}{late.pk}/call/"

    client.post(f"{LIST}{late.pk}/call/", {"is_reached": "no"})
    assert client.get(f"{LIST}next/").url == f"{LIST}{later.pk}/call/"
    tomorrow = date(2025, 1, 5) + timedelta(days=1)
    assert queries.waiting_calls(officer, tomorrow).first() == late


def test_without_a_call_the_desk_leads_to_the_list(union, officer, client):
    client.force_login(officer)

    assert client.get(f"{LIST}next/").url == LIST


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"is_reached": "perhaps"},
        {"is_reached": "yes"},
        {"is_reached": "yes", "satisfaction": "nonsense"},
    ],
)
def test_a_form_that_says_too_little_keeps_nothing(call, officer, client, given):
    client.force_login(officer)

    assert client.post(f"{LIST}{call.pk}/call/", given).status_code == 422
    assert not call.attempts.exists()


def test_calls_of_other_units_are_not_found(call, staff, client):
    client.force_login(staff("branch_handler", "MXW11"))

    assert client.get(f"{LIST}{call.pk}/call/").status_code == 404
    assert client.get(LIST).context["found"] == 0


def test_a_press_of_the_button_draws_the_sample(closed, officer, client):
    closed()
    client.force_login(officer)

    assert client.get(f"{LIST}plan/").status_code == 405
    client.post(f"{LIST}plan/")
    assert CallBack.objects.count() == 1


def test_the_second_round_is_answered_on_its_page(call, keep, officer, client):
    keep(reached("dissatisfied", remark="没有说明理由"))
    client.force_login(officer)
    second = SecondRound.objects.get()

    assert "没有说明理由" in client.get(second.get_absolute_url()).content.decode()
    url = f"/complaints/second-rounds/{second.pk}/answer/"
    assert client.post(url, {"answer": ""}).status_code == 422
    assert client.post(url, {"answer": "补充答复"}).status_code == 302
    assert client.get("/complaints/second-rounds/").context["found"] == 1
    assert client.post(url, {"answer": "再来一次"}).status_code == 422
