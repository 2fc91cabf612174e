"""Mediations: offered, taken or refused with a reason, the clock, how they end."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine

from complaints.after import mediation_actions as actions
from complaints.after.mediation_actions import Offer
from complaints.figures import FIGURES
from complaints.models import Complaint, Mediation
from consumer_protection.core.models import TrailEntry
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from tests.complaints import after_making as making
from tests.complaints.after_making import on
from tests.complaints.making import complaint

LIST = "/complaints/mediations/"
OFFER = Offer("people", date(2024, 3, 4), "明溪县人民调解委员会")


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(on(3, 6), tick=False) as clock:
        yield clock


@pytest.fixture
def clerk(staff):
    return staff("branch_handler", "MXW10")


@pytest.fixture
def case(clerk, officer):
    """Received on 2024-03-01, under investigation."""
    made = making.registered(uuid4(), clerk, on(3, 1))
    return making.investigated(made, officer, on(3, 2))


@pytest.fixture
def offer(case, officer):
    def make(given=OFFER, by=None):
        return actions.offer_mediation(case, given, actor=by or officer, at=on(3, 6))

    return make


@pytest.fixture
def move(officer):
    def make(mediation, name, at=None, note="", by=None, **values):
        actions.move_mediation(
            mediation, name, values, actor=by or officer, at=at or on(3, 6), note=note
        )
        return mediation

    return make


@pytest.fixture
def accepted(offer, move):
    return move(offer(), "accept", answered_on=date(2024, 3, 5))


def test_an_offer_is_kept_and_told_in_both_trails(offer):
    made = offer()

    assert (made.status, made.body, made.offered_on) == (
        "offered", "people", date(2024, 3, 4),
    )  # fmt: skip
    for action in ("mediation.added", "complaint.mediation_offered"):
        assert TrailEntry.objects.filter(action=f"complaints.{action}").exists()


@pytest.mark.parametrize(
    "given",
    [
        Offer("nonsense", date(2024, 3, 4)),
        Offer("", date(2024, 3, 4)),
        Offer("people", date(2024, 3, 7)),
        Offer("people", date(2024, 2, 29)),
    ],
)
def test_an_impossible_offer_is_not_taken(offer, given):
    with pytest.raises(MoveRefused):
        offer(given)

    assert not Mediation.objects.exists()


@pytest.mark.parametrize(
    "body", ["judge_studio", "industry", "people", "court", "internal", "other"]
)
def test_each_kind_of_body_is_known(offer, body):
    assert offer(Offer(body, date(2024, 3, 1))).body == body


@pytest.mark.parametrize("status", ["draft", "merged"])
def test_there_is_nothing_to_mediate_in_these(offer, case, status):
    Complaint.objects.update(status=status)

    with pytest.raises(MoveRefused):
        offer()


def test_an_answered_case_may_still_be_mediated(offer, case):
    Complaint.objects.update(status="closed", closed_on=date(2024, 3, 5))

    assert offer().is_open


def test_one_at_a_time_then_another_body(offer, move):
    first = offer()
    with pytest.raises(MoveRefused):
        offer()
    move(first, "withdraw", note="改由法官工作室调解", ended_on=date(2024, 3, 6))

    assert offer(Offer("judge_studio", date(2024, 3, 6))).is_open


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"answered_on": date(2024, 3, 5), "refused_by": "complainant"},
        {"answered_on": date(2024, 3, 5), "refusal": "不愿意"},
        {
            "answered_on": date(2024, 3, 5),
            "refused_by": "complainant",
            "refusal": "  ",
        },
        {
            "answered_on": date(2024, 3, 5),
            "refused_by": "nonsense",
            "refusal": "不愿意",
        },
        {"refused_by": "complainant", "refusal": "不愿意"},
    ],
)
def test_a_refusal_says_who_when_and_why(offer, move, values):
    mediation = offer()

    with pytest.raises(MoveRefused):
        move(mediation, "refuse", **values)
    mediation.refresh_from_db()
    assert (mediation.status, mediation.refusal) == ("offered", "")


@pytest.mark.parametrize("side", ["complainant", "institution"])
def test_a_refusal_with_its_reason_ends_it(offer, move, side):
    given = {"answered_on": date(2024, 3, 5), "refused_by": side, "refusal": "已起诉"}
    mediation = move(offer(), "refuse", **given)

    assert (mediation.status, mediation.refusal) == ("refused", "已起诉")
    assert not mediation.is_open


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (date(2024, 3, 3), False),
        (date(2024, 3, 4), True),
        (date(2024, 3, 6), True),
        (date(2024, 3, 7), False),
    ],
)
def test_days_follow_each_other_and_are_not_to_come(offer, move, day, is_taken):
    mediation = offer()
    if is_taken:
        assert move(mediation, "accept", answered_on=day).answered_on == day
        return
    with pytest.raises(MoveRefused):
        move(mediation, "accept", answered_on=day)


def test_d5_the_clock_stands_still_while_it_runs(accepted, move, case, _the_day):
    move(accepted, "start", started_on=date(2024, 3, 6), stops_clock=True)
    case.refresh_from_db()
    assert case.status == "suspended"
    assert accepted.has_stopped_clock
    told = TrailEntry.objects.get(action="complaints.complaint.suspend")
    assert "人民调解委员会" in told.note

    _the_day.move_to(on(3, 20))
    given = {"ended_on": date(2024, 3, 20), "agreement": "退还手续费"}
    move(accepted, "agree", at=on(3, 20), **given)
    case.refresh_from_db()
    assert (case.status, case.due_on) == ("investigating", date(2024, 3, 30))
    assert accepted.status == "agreed"


@pytest.mark.parametrize("name", ["fail", "withdraw"])
def test_whatever_ends_it_lets_the_clock_run(accepted, move, case, name):
    move(accepted, "start", started_on=date(2024, 3, 6), stops_clock=True)
    move(accepted, name, note="未到场", ended_on=date(2024, 3, 6))

    case.refresh_from_db()
    assert case.status == "investigating"


def test_a_clock_that_somebody_let_run_is_left_alone(accepted, move, case, officer):
    move(accepted, "start", started_on=date(2024, 3, 6), stops_clock=True)
    making.go(case, "resume", officer, on(3, 6))
    move(accepted, "fail", ended_on=date(2024, 3, 6))

    case.refresh_from_db()
    assert (case.status, accepted.status) == ("investigating", "failed")


def test_a_clock_stopped_for_something_else_stands_on(
    accepted, move, case, officer, _the_day
):
    move(accepted, "start", started_on=date(2024, 3, 6), stops_clock=True)
    making.go(case, "resume", officer, on(3, 6))
    _the_day.move_to(on(3, 8))
    making.go(case, "suspend", officer, on(3, 8))
    move(accepted, "fail", at=on(3, 8), ended_on=date(2024, 3, 8))

    case.refresh_from_db()
    assert (case.status, accepted.status) == ("suspended", "failed")


def test_the_clock_runs_from_the_day_it_ended_however_late_that_is_entered(
    accepted, move, case, _the_day
):
    move(accepted, "start", started_on=date(2024, 3, 6), stops_clock=True)
    _the_day.move_to(on(3, 24))
    move(accepted, "fail", at=on(3, 24), ended_on=date(2024, 3, 21))

    case.refresh_from_db()
    assert (case.suspended_to, case.due_on) == (date(2024, 3, 21), date(2024, 3, 31))


def test_without_the_tick_the_case_goes_on(accepted, move, case):
    move(accepted, "start", started_on=date(2024, 3, 6))

    case.refresh_from_db()
    assert (case.status, accepted.has_stopped_clock) == ("investigating", False)


@pytest.mark.parametrize(
    "values", [{"status": "decided"}, {"due_on": date(2024, 3, 5)}]
)
def test_where_the_clock_may_not_stop_nothing_begins(accepted, move, case, values):
    """Not under investigation, or past its due date (core of T8: late stays late)."""
    Complaint.objects.update(**values)

    with pytest.raises(MoveRefused):
        move(accepted, "start", started_on=date(2024, 3, 6), stops_clock=True)
    accepted.refresh_from_db()
    assert (accepted.status, accepted.started_on) == ("accepted", None)


@pytest.mark.parametrize("words", ["", "  "])
def test_an_agreement_has_words(accepted, move, words):
    move(accepted, "start", started_on=date(2024, 3, 6))

    with pytest.raises(MoveRefused):
        move(accepted, "agree", ended_on=date(2024, 3, 6), agreement=words)


def test_a_withdrawal_has_a_reason(offer, move):
    with pytest.raises(MoveRefused):
        move(offer(), "withdraw", ended_on=date(2024, 3, 6))


def test_a_move_brings_only_what_is_its_own(offer, move):
    with pytest.raises(MoveRefused):
        move(offer(), "accept", answered_on=date(2024, 3, 5), agreement="x")


def test_the_figure_of_mediated_complaints_stays_with_the_case(accepted, move, officer):
    move(accepted, "start", started_on=date(2024, 3, 6))
    move(accepted, "agree", ended_on=date(2024, 3, 6), agreement="退还手续费")

    period = parse_period("2024", as_of=date(2024, 12, 31))
    assert FIGURES["complaints.mediated"].records(officer, period).count() == 0


@pytest.mark.parametrize("role", ["auditor", "senior_exec"])
def test_who_does_not_handle_does_nothing(offer, move, staff, role):
    other = staff(role)
    with pytest.raises(MoveRefused):
        offer(by=other)
    mediation = offer()
    with pytest.raises(MoveRefused):
        move(mediation, "accept", by=other, answered_on=date(2024, 3, 5))


def test_other_outlets_neither_see_nor_touch_it(offer, move, staff, client):
    mediation = offer()
    other = staff("branch_handler", "MXW11")
    client.force_login(other)

    assert client.get(LIST).context["found"] == 0
    for path in ("", "moves/accept/"):
        assert client.get(f"{LIST}{mediation.pk}/{path}").status_code == 404
    url = f"/complaints/cases/{mediation.complaint_id}/mediation/"
    assert client.get(url).status_code == 404
    with pytest.raises(MoveRefused):
        move(mediation, "accept", by=other, answered_on=date(2024, 3, 5))


def test_the_pages_lead_through_it(case, officer, client):
    client.force_login(officer)
    page = case.get_absolute_url()
    assert f"{page}mediation/" in client.get(page).content.decode()
    wrong = {"body": "people", "offered_on": "2024-03-07"}
    assert client.post(f"{page}mediation/", wrong).status_code == 422
    made = client.post(f"{page}mediation/", wrong | {"offered_on": "2024-03-04"})
    own = Mediation.objects.get().get_absolute_url()
    assert made.url == own

    assert client.post(f"{own}moves/refuse/", {}).status_code == 422
    assert client.get(f"{own}moves/nonsense/").status_code == 404
    given = {"answered_on": "2024-03-05"}
    assert client.post(f"{own}moves/accept/", given).url == own
    assert "stops_clock" in client.get(f"{own}moves/start/").content.decode()
    given = {"started_on": "2024-03-06", "stops_clock": "on"}
    assert client.post(f"{own}moves/start/", given).url == own
    case.refresh_from_db()
    assert case.status == "suspended"
    body = client.get(page).content.decode()
    assert own in body
    assert f"{page}mediation/" not in body


def test_the_list_is_narrowed_and_asks_few_questions(
    system, now, officer, client, django_assert_max_num_queries
):
    def add(number):
        made = complaint(system, now, description=f"第{number}件")
        given = Offer("people", date(2024, 3, 5))
        actions.offer_mediation(made, given, actor=officer, at=on(3, 6))

    client.force_login(officer)
    add(0)
    client.get(LIST)
    with django_assert_max_num_queries(8) as one:
        client.get(LIST)
    for number in range(1, 12):
        add(number)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(LIST)
    assert (
        client.get(f"{LIST}?body=people&open=on&status=offered").context["found"] == 12
    )
    assert client.get(f"{LIST}?body=court").context["found"] == 0
