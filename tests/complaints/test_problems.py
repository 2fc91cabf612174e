"""Problems behind complaints and their rectifications: grouping, closing, effect,
recurrence, scope, bad input."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from complaints.learning import problem_actions as actions
from complaints.learning import queries
from complaints.learning.problem_actions import LearningRefused
from complaints.models import Complaint, Problem, Rectification
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.core.states import MoveRefused
from tests.complaints.making import complaint

LIST = "/complaints/problems/"


@pytest.fixture
def branch(union):
    return Unit.objects.get(code="MXW10")


@pytest.fixture
def head(staff):
    return staff("cp_head")


@pytest.fixture
def problem(branch, officer, now):
    values = {
        "title": "限制非柜面交易未提前告知",
        "root_cause": "rule_gap",
        "unit": branch,
        "occurred_from": date(2024, 3, 1),
    }
    return actions.add_problem(branch.root, values, actor=officer, at=now)


@pytest.fixture
def cases(union, system, now):
    return [complaint(system, now, description=f"第{n}件") for n in range(3)]


@pytest.fixture
def grouped(problem, cases, officer, now):
    actions.add_cases(problem, cases, actor=officer, at=now)
    return problem


@pytest.fixture
def work(grouped, branch, officer, now):
    values = {"action": "补充告知流程", "unit": branch, "due_on": date(2025, 1, 31)}
    return actions.set_rectification(grouped, values, actor=officer, at=now)


def move(one, name, value=None, *, actor, at, note=""):
    actions.move_rectification(one, name, value, actor=actor, at=at, note=note)


@pytest.fixture
def done(work, officer, head, now):
    move(work, "begin", actor=officer, at=now)
    move(work, "submit", "流程已发布", actor=officer, at=now)
    move(work, "close", actor=head, at=now)
    return work


@pytest.fixture
def closed(done, grouped, head, now):
    grouped.refresh_from_db()
    actions.move_problem(grouped, "close", actor=head, at=now)
    return grouped


def test_problems_are_numbered_without_gaps(branch, officer, now, problem):
    values = {"title": "又一个", "unit": branch, "occurred_from": date(2024, 5, 1)}
    other = actions.add_problem(branch.root, values, actor=officer, at=now)

    assert (problem.number, other.number) == ("WT20250001", "WT20250002")


def test_a_refused_problem_takes_no_number(branch, officer, now, problem):
    bad = {"title": "x", "unit": branch, "occurred_from": date(2025, 2, 1)}
    with pytest.raises(LearningRefused):
        actions.add_problem(branch.root, bad, actor=officer, at=now)

    bad["occurred_from"] = date(2024, 2, 1)
    again = actions.add_problem(branch.root, bad, actor=officer, at=now)
    assert again.number == "WT20250002"


@pytest.mark.parametrize(
    ("name", "value", "field"),
    [
        ("occurred_from", date(2025, 1, 6), "occurred_from"),
        ("occurred_to", date(2024, 2, 1), "occurred_to"),
    ],
)
def test_days_that_cannot_be_are_refused(problem, officer, now, name, value, field):
    with pytest.raises(LearningRefused) as refused:
        actions.change_problem(problem, {name: value}, actor=officer, at=now)

    assert refused.value.field == field


def test_a_case_is_added_once_and_the_trail_of_both_tells(grouped, cases, officer, now):
    assert actions.add_cases(grouped, cases, actor=officer, at=now) == 0

    assert grouped.cases.count() == 3
    told = TrailEntry.objects.filter(action="complaints.complaint.problem_found")
    assert told.count() == 3
    told = TrailEntry.objects.filter(action="complaints.problem.case_added")
    assert told.count() == 3


def test_one_case_may_show_two_problems(grouped, cases, branch, officer, now):
    values = {"title": "另一面", "unit": branch, "occurred_from": date(2024, 3, 1)}
    other = actions.add_problem(branch.root, values, actor=officer, at=now)
    actions.add_cases(other, cases[:1], actor=officer, at=now)

    assert set(cases[0].problems.all()) == {grouped, other}


@pytest.mark.parametrize("status", ["draft", "merged"])
def test_drafts_and_merged_ones_are_not_added(problem, cases, officer, now, status):
    Complaint.objects.filter(pk=cases[0].pk).update(status=status)
    cases[0].refresh_from_db()

    with pytest.raises(LearningRefused):
        actions.add_cases(problem, cases, actor=officer, at=now)
    assert not problem.cases.exists()


def test_whoever_does_not_handle_adds_nothing(problem, cases, auditor, now):
    with pytest.raises(LearningRefused):
        actions.add_cases(problem, cases, actor=auditor, at=now)


def test_a_problem_closes_only_with_cases_and_all_work_ended(
    problem, cases, branch, officer, head, now
):
    def refused():
        with pytest.raises(MoveRefused):
            actions.move_problem(problem, "close", actor=head, at=now)

    refused()
    actions.add_cases(problem, cases, actor=officer, at=now)
    refused()
    values = {"action": "培训", "unit": branch, "due_on": date(2025, 1, 31)}
    made = actions.set_rectification(problem, values, actor=officer, at=now)
    refused()
    until = date(2099, 1, 1)
    move(made, "accept_risk", until, actor=head, at=now, note="系统停用")
    actions.move_problem(problem, "close", actor=head, at=now)
    assert (problem.status, problem.closed_on) == ("closed", date(2025, 1, 5))


def test_a_new_complaint_opens_a_closed_problem_again(closed, system, officer, now):
    new = complaint(system, now, received_on=date(2025, 1, 5), closed_on=None)
    actions.add_cases(closed, [new], actor=officer, at=now)

    closed.refresh_from_db()
    assert (closed.status, closed.closed_on) == ("reopened", None)
    assert closed.effect_from == date(2025, 1, 5)
    entry = TrailEntry.objects.get(action="complaints.problem.recur")
    assert (entry.note, entry.changes["status"]) == (new.number, ["closed", "reopened"])
    assert closed.cases.get(complaint=new).is_recurrence


def test_an_old_complaint_found_later_is_no_recurrence(closed, system, officer, now):
    old = complaint(system, now, received_on=date(2024, 6, 1), closed_on=None)
    actions.add_cases(closed, [old], actor=officer, at=now)

    closed.refresh_from_db()
    assert closed.status == "closed"


def test_recurring_is_no_button(closed, officer, now, client):
    with pytest.raises(LearningRefused):
        actions.move_problem(closed, "recur", actor=officer, at=now, note="x")

    client.force_login(officer)
    assert client.get(f"{LIST}{closed.pk}/moves/recur/").status_code == 404


def test_the_effect_counts_added_and_alike_ones_as_its_lists_do(
    grouped, branch, officer, head, done, now, system
):
    values = {"category": "", "cause": "disclosure", "pattern_unit": branch}
    grouped.refresh_from_db()
    actions.change_problem(grouped, values, actor=officer, at=now)
    actions.move_problem(grouped, "close", actor=head, at=now)
    day = date(2025, 1, 5)
    for days, more in (
        (-89, {}),
        (-90, {}),
        (0, {}),
        (-1, {"unit": "MXW11"}),
        (-1, {"cause": "pricing"}),
        (1, {}),
        (90, {}),
        (91, {}),
    ):
        on = day + timedelta(days=days)
        known = {"cause": "disclosure", "received_on": on, "closed_on": None} | more
        complaint(system, now, **known)

    found = queries.effect(grouped, officer, date(2025, 12, 31))
    assert (found.before, found.after, found.is_running) == (2, 2, False)
    assert queries.effect(grouped, officer, day + timedelta(days=90)).is_running
    for side in queries.SIDES:
        listed = queries.effect_cases(grouped, officer, side)
        assert listed.count() == getattr(found, side)


def test_a_problem_without_pattern_counts_only_what_was_added(closed, officer, now):
    day = date(2025, 1, 1)
    Complaint.objects.update(received_on=day, due_on=day, closed_on=None)

    assert queries.effect(closed, officer, date(2025, 2, 1)).before == 3


def test_nothing_closed_has_no_effect_yet(grouped, officer):
    assert queries.effect(grouped, officer, date(2025, 2, 1)) is None


def test_whoever_handed_in_does_not_verify(work, head, staff, now):
    move(work, "begin", actor=head, at=now)
    move(work, "submit", "已完成", actor=head, at=now)
    for name in ("close", "return"):
        with pytest.raises(MoveRefused):
            move(work, name, actor=head, at=now, note="x")

    move(work, "close", actor=staff("senior_exec"), at=now)
    assert work.status == "closed"


def test_the_table_itself_refuses_one_who_verifies_the_own_work(done, system):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.filter(pk=done.pk).update(submitted_by=done.judged_by)


def test_the_owner_does_not_verify_what_another_handed_in(
    grouped, staff, officer, head, now
):
    values = {"action": "改", "unit": head.unit, "person": head}
    made = actions.set_rectification(
        grouped, values | {"due_on": date(2025, 2, 1)}, actor=officer, at=now
    )
    move(made, "begin", actor=officer, at=now)
    move(made, "submit", "好了", actor=officer, at=now)

    with pytest.raises(MoveRefused):
        move(made, "close", actor=head, at=now)


def test_another_unit_does_not_do_the_work(work, staff, now):
    with pytest.raises(MoveRefused):
        move(work, "begin", actor=staff("branch_handler", "MXW11"), at=now)

    move(work, "begin", actor=staff("branch_handler", "MXW10"), at=now)
    assert work.status == "in_progress"


def test_returned_work_is_done_again(work, officer, head, now):
    move(work, "begin", actor=officer, at=now)
    with pytest.raises(MoveRefused):
        move(work, "submit", "", actor=officer, at=now)
    move(work, "submit", "初稿", actor=officer, at=now)
    with pytest.raises(MoveRefused):
        move(work, "return", actor=head, at=now)
    move(work, "return", actor=head, at=now, note="缺少附件")
    move(work, "begin", actor=officer, at=now)

    assert work.status == "in_progress"


@pytest.mark.parametrize(
    ("until", "note"),
    [(None, "说明"), (date(2020, 1, 1), "说明"), (date(2099, 1, 1), "")],
)
def test_a_risk_is_accepted_with_reason_and_end(work, head, now, until, note):
    with pytest.raises(MoveRefused):
        move(work, "accept_risk", until, actor=head, at=now, note=note)

    work.refresh_from_db()
    assert (work.status, work.risk_until) == ("open", None)


def test_an_accepted_risk_runs_out_and_is_taken_up(work, officer, head, now):
    move(work, "accept_risk", date(2099, 1, 1), actor=head, at=now, note="x")
    visible = Rectification.objects.visible_to(officer)
    assert not visible.overdue(date(2099, 1, 1)).exists()
    assert visible.overdue(date(2099, 1, 2)).exists()

    move(work, "take_up", actor=officer, at=now)
    assert (work.status, work.risk_until) == ("in_progress", None)


def test_a_rectification_in_the_past_or_of_strangers_is_refused(
    grouped, branch, officer, staff, now
):
    values = {"action": "改", "unit": branch, "due_on": date(2025, 1, 4)}
    for more in ({}, {"due_on": date(2025, 2, 1), "person": staff("reviewer")}):
        with pytest.raises(LearningRefused):
            actions.set_rectification(grouped, values | more, actor=officer, at=now)


def test_a_single_complaint_is_rectified_and_has_its_effect(
    cases, branch, officer, head, system, now
):
    Complaint.objects.filter(pk=cases[0].pk).update(cause="pricing")
    cases[0].refresh_from_db()
    values = {"action": "退费", "unit": branch, "due_on": date(2025, 1, 9)}
    made = actions.set_rectification(cases[0], values, actor=officer, at=now)
    move(made, "begin", actor=officer, at=now)
    move(made, "submit", "已退", actor=officer, at=now)
    move(made, "close", actor=head, at=now)
    known = {"cause": "pricing", "received_on": date(2025, 1, 9), "closed_on": None}
    complaint(system, now, **known)

    found = queries.effect(made, officer, date(2025, 3, 1))
    assert (found.before, found.after) == (0, 1)


def test_one_sees_problems_of_the_own_unit_and_of_cases_one_sees(
    grouped, staff, branch, officer, now
):
    own, other = staff("branch_manager", "MXW10"), staff("branch_manager", "MXW11")
    assert Problem.objects.visible_to(own).exists()
    assert not Problem.objects.visible_to(other).exists()

    Problem.objects.update(unit=Unit.objects.get(code="MXB02"))
    assert Problem.objects.visible_to(own).exists()
    assert not Problem.objects.visible_to(staff("reviewer")).exists()


def test_cases_of_other_units_stay_unseen_on_the_page(
    grouped, staff, system, officer, now, client
):
    other = complaint(system, now, unit="MXW11", description="别处的事情")
    actions.add_cases(grouped, [other], actor=officer, at=now)
    client.force_login(staff("branch_manager", "MXW10"))

    page = client.get(grouped.get_absolute_url())
    assert "别处的事情" not in page.content.decode()
    assert page.context["unseen"] == 1
    assert len(page.context["cases"]) == 3


def test_numbers_are_added_in_bulk_and_none_while_one_is_unknown(
    problem, cases, officer, client
):
    client.force_login(officer)
    url = f"{LIST}{problem.pk}/cases/"
    wanted = "，".join(one.number for one in cases)

    assert client.post(url, {"numbers": f"{wanted}\nTS19990001"}).status_code == 422
    assert not problem.cases.exists()
    assert (
        client.post(url, {"numbers": f"{wanted} {cases[0].number}"}).status_code == 302
    )
    assert problem.cases.count() == 3


def test_numbers_of_other_units_are_told_like_unknown_ones(
    problem, staff, system, now, client
):
    other = complaint(system, now, unit="MXW11")
    client.force_login(staff("branch_manager", "MXW10"))

    page = client.post(f"{LIST}{problem.pk}/cases/", {"numbers": other.number})
    assert page.status_code == 422
    assert not problem.cases.exists()


def test_a_case_is_taken_out_of_an_open_problem(grouped, cases, officer, client):
    client.force_login(officer)
    client.post(f"{LIST}{grouped.pk}/cases/{cases[0].pk}/remove/")

    assert grouped.cases.count() == 2


def test_the_whole_way_through_the_pages(problem, cases, officer, head, client):
    client.force_login(officer)
    own = f"{LIST}{problem.pk}/"
    client.post(f"{own}cases/", {"numbers": " ".join(one.number for one in cases)})
    given = {"action": "改流程", "unit": problem.unit_id, "due_on": "2099-01-01"}
    assert client.post(f"{own}rectify/", given).status_code == 302
    made = Rectification.objects.get()
    moves = f"/complaints/rectifications/{made.pk}/moves/"
    assert client.post(f"{moves}begin/").status_code == 302
    assert client.post(f"{moves}submit/", {"result": "已改"}).status_code == 302
    assert client.post(f"{moves}close/").status_code == 422

    client.force_login(head)
    assert client.post(f"{moves}close/").status_code == 302
    assert client.post(f"{own}moves/close/").status_code == 302
    page = client.get(own)
    assert page.context["effect"] is not None
    for side in queries.SIDES:
        listed = client.get(f"{own}effect/{side}/")
        count = getattr(page.context["effect"], side)
        assert listed.context["table"].paginator.count == count
    assert client.get(f"{own}effect/nonsense/").status_code == 404
    assert client.get(made.get_absolute_url()).status_code == 200


def test_a_problem_is_made_from_a_case(cases, officer, client):
    client.force_login(officer)
    url = f"{LIST}add/?case={cases[0].pk}"
    assert client.get(url).context["form"].initial["cause"] == cases[0].cause
    given = {
        "title": "告知不足",
        "root_cause": "disclosure",
        "unit": cases[0].unit_id,
        "occurred_from": "2024-03-01",
    }
    client.post(url, given)

    assert list(Problem.objects.get().complaints.all()) == [cases[0]]


@pytest.mark.parametrize("case", ["999999", "nonsense"])
def test_a_case_that_is_none_is_no_error_of_the_house(officer, client, case):
    client.force_login(officer)

    assert client.get(f"{LIST}add/?case={case}").status_code in (200, 404)


def test_text_is_never_markup_and_numbers_are_masked(problem, officer, client):
    Problem.objects.update(title="<b>电话13812345678</b>")
    client.force_login(officer)

    for url in (LIST, problem.get_absolute_url()):
        body = client.get(url).content.decode()
        assert "<b>电话" not in body
        assert "13812345678" not in body


def test_the_page_asks_as_often_for_many_cases_as_for_few(
    grouped, system, now, officer, client, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get(grouped.get_absolute_url())
    with django_assert_max_num_queries(20) as few:
        client.get(grouped.get_absolute_url())
    more = [complaint(system, now, description=f"又{n}") for n in range(20)]
    actions.add_cases(grouped, more, actor=officer, at=now)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(grouped.get_absolute_url())
