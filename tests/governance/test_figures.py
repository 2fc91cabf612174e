"""Each figure counts what its definition says, at the edges too."""

from datetime import date
from pathlib import Path

import pytest

import reporting
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.periods import parse_period
from consumer_protection.governance import plan_figures
from consumer_protection.governance.figures import FIGURES, TEN_CATEGORIES
from consumer_protection.governance.ledgers import MEETINGS, PLAN_ITEMS, POLICIES
from consumer_protection.governance.models import PolicyVersion
from tests.governance.making import item, task, version

AS_OF = date(2025, 6, 1)
YEAR = parse_period("2024", as_of=AS_OF)
SAMPLE = Path(reporting.__file__).parent / "demo" / "mingxi-2024"
EDGES = [
    (date(2023, 12, 31), 0),
    (date(2024, 1, 1), 1),
    (date(2024, 12, 31), 1),
    (date(2025, 1, 1), 0),
]


def fact(code, asker, period=YEAR):
    return FIGURES[f"governance.{code}"].fact(asker, period)


def value(code, asker, period=YEAR):
    return fact(code, asker, period).value


@pytest.fixture
def issue(union, system, now):
    return lambda **values: version(system, now, **values)


@pytest.fixture
def meet(union, system, now):
    return lambda **values: item(system, now, **values)


@pytest.fixture
def plan(union, system, now):
    return lambda **values: task(system, now, **values)


@pytest.mark.parametrize("code", FIGURES)
def test_a_register_never_used_has_no_figure(union, system, code):
    assert FIGURES[code].fact(system, YEAR).value is None


def test_a_register_in_use_counts_zero_in_an_empty_year(issue, meet, plan, system):
    issue(), meet(), plan()
    # Duties, emergencies and conduct are registers of their own.
    own = set(FIGURES) - set(plan_figures.FIGURES)
    empty = parse_period("2022", as_of=AS_OF)

    # Rates of nothing, and what only proposals can tell.
    others = {"governance.plan_completion_rate", "governance.reports_to_board"}
    for code in own - others:
        assert FIGURES[code].fact(system, empty).value == 0
    assert value("plan_completion_rate", system, empty) is None


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_meetings_and_resolutions_count_by_the_day_of_the_meeting(
    meet, system, day, counted
):
    meet(held_on=day, resolution_number="〔2024〕1号", follow_up="done")

    for code in ("board_meetings", "resolutions", "resolutions_done"):
        assert value(code, system) == counted


@pytest.mark.parametrize(
    ("organ", "code"),
    [
        ("board", "board_meetings"),
        ("board_committee", "committee_meetings"),
        ("supervisors", "supervisor_reviews"),
        ("mgmt_committee", "senior_meetings"),
        ("senior_mgmt", "senior_meetings"),
        ("lead_dept", None),
        ("member_congress", None),
    ],
)
def test_each_organ_has_its_own_figure(meet, system, organ, code):
    meet(organ=organ)
    codes = "board_meetings committee_meetings supervisor_reviews senior_meetings"

    found = {one: value(one, system) for one in codes.split()}
    assert found == {one: int(one == code) for one in codes.split()}


@pytest.mark.parametrize(
    ("items", "counted"),
    [([True], 1), ([True, True], 1), ([False, True], 1), ([False], 0), ([None], 0)],
)
def test_a_meeting_counts_once_for_its_items_on_consumer_protection(
    meet, system, items, counted
):
    for number, is_ours in enumerate(items):
        meet(text=f"议题{number}", is_consumer_protection=is_ours)

    assert value("board_meetings", system) == counted


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, 0),
        ({"result": "noted"}, 0),
        ({"resolution_number": "〔2024〕1号"}, 1),
        ({"resolution": "同意。"}, 1),
        ({"resolution_number": "〔2024〕1号", "resolution": "同意。"}, 1),
    ],
)
def test_a_resolution_has_a_number_or_a_text(meet, system, more, counted):
    meet(follow_up="done", **more)

    assert value("resolutions", system) == counted
    assert value("resolutions_done", system) == counted


@pytest.mark.parametrize("follow_up", ["in_progress", "not_started", ""])
def test_a_resolution_not_carried_out_is_not_done(meet, system, follow_up):
    meet(resolution_number="〔2024〕1号", follow_up=follow_up)

    assert value("resolutions", system) == 1
    assert value("resolutions_done", system) == 0


@pytest.mark.parametrize(("day", "counted"), EDGES)
@pytest.mark.parametrize(
    ("action", "code"), [("new", "policies_new"), ("revise", "policies_revised")]
)
def test_new_and_revised_policies_count_by_the_day_of_issue(
    issue, system, day, counted, action, code
):
    issue(action=action, issued_on=day, effective_on=date(2025, 3, 1))

    assert value(code, system) == counted


@pytest.mark.parametrize("action", ["reissue", "repeal"])
def test_a_reissue_or_a_repeal_is_neither_new_nor_revised(issue, system, action):
    issue(action=action)

    assert value("policies_new", system) == value("policies_revised", system) == 0


@pytest.mark.parametrize(
    ("day", "counted"), [(date(2024, 12, 31), 1), (date(2025, 1, 1), 0)]
)
def test_a_policy_is_in_force_from_its_day_of_effect(issue, system, day, counted):
    issue(issued_on=date(2024, 12, 1), effective_on=day)

    assert value("policies_in_force", system) == counted


def test_while_the_period_runs_the_stock_is_that_of_the_day(issue, system):
    issue(issued_on=date(2024, 6, 1), effective_on=date(2024, 6, 15))

    for day, counted in ((date(2024, 6, 14), 0), (date(2024, 6, 15), 1)):
        period = parse_period("2024", as_of=day)
        assert value("policies_in_force", system, period) == counted


def test_of_each_policy_one_version_is_in_force(issue, system):
    first = issue(issued_on=date(2023, 1, 1))
    second = issue(document_number="二", action="revise", issued_on=date(2024, 7, 1))

    for code, found in (("2024H1", first), ("2024", second), ("2022", None)):
        period = parse_period(code, as_of=AS_OF)
        expected = (found.pk,) if found else ()
        assert fact("policies_in_force", system, period).record_ids == expected


def test_of_two_versions_of_one_day_the_later_written_is_in_force(issue, system):
    issue()
    second = issue(document_number="二")

    assert fact("policies_in_force", system).record_ids == (second.pk,)


def test_a_repealed_policy_was_in_force_until_its_repeal(issue, system):
    issue(issued_on=date(2023, 1, 1))
    issue(document_number="二", action="repeal", issued_on=date(2024, 7, 1))

    half = parse_period("2024H1", as_of=AS_OF)
    assert value("policies_in_force", system, half) == 1
    assert value("policies_in_force", system) == 0


@pytest.mark.parametrize(
    ("status", "first"),
    [("draft", True), ("in_approval", True), ("approved", False), ("in_force", False)],
)
def test_a_draft_neither_counts_nor_displaces(issue, system, status, first):
    older = issue(issued_on=date(2023, 1, 1))
    newer = issue(document_number="二", action="revise")
    PolicyVersion.objects.filter(pk=newer.pk).update(status=status)

    expected = older.pk if first else newer.pk
    assert fact("policies_in_force", system).record_ids == (expected,)


def test_a_version_repealed_by_a_move_is_not_in_force(issue, system):
    issue()
    PolicyVersion.objects.update(status="repealed")

    assert value("policies_in_force", system) == 0


def test_each_of_the_ten_categories_covers_once(issue, system):
    for number, category in enumerate((*TEN_CATEGORIES, "complaint", "audit")):
        issue(title=f"制度{number}", category=category)

    assert value("policies_in_force", system) == 12
    assert value("policy_categories_covered", system) == 10


@pytest.mark.parametrize(
    ("day", "counted"),
    [(date(2024, 12, 30), 1), (date(2024, 12, 31), 0), (None, 0)],
)
def test_a_review_is_overdue_from_the_day_after(issue, system, day, counted):
    issue(next_review_on=day)

    assert value("policies_overdue_review", system) == counted


def test_a_version_replaced_need_not_be_reviewed(issue, system):
    issue(issued_on=date(2023, 1, 1), next_review_on=date(2024, 1, 1))
    issue(document_number="二", action="revise", next_review_on=date(2027, 1, 1))

    assert value("policies_overdue_review", system) == 0


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_plan_items_count_by_the_day_they_are_due(plan, system, day, counted):
    plan(due_on=day, done_on=date(2023, 12, 1))

    for code in ("plan_items_due", "plan_items_done", "plan_items_on_time"):
        assert value(code, system) == counted


@pytest.mark.parametrize(
    ("more", "counted"),
    [
        ({}, (1, 0, 0)),
        ({"status": "in_progress"}, (1, 0, 0)),
        ({"status": "cancelled"}, (0, 0, 0)),
        ({"status": "done"}, (1, 1, 0)),
        ({"done_on": date(2024, 4, 30)}, (1, 1, 1)),
        ({"done_on": date(2024, 5, 1)}, (1, 1, 1)),
        ({"done_on": date(2024, 5, 2)}, (1, 1, 0)),
    ],
)
def test_a_task_is_due_done_and_on_time(plan, system, more, counted):
    plan(**more)
    codes = ("plan_items_due", "plan_items_done", "plan_items_on_time")

    assert tuple(value(code, system) for code in codes) == counted


def test_the_completion_rate_is_done_over_due(plan, system):
    for number, status in enumerate(("done", "done", "not_started", "cancelled")):
        plan(task=f"任务{number}", status=status)

    rate = fact("plan_completion_rate", system)
    assert (rate.numerator, rate.denominator, rate.value) == (2, 3, 66.67)


def test_an_asker_counts_what_they_see(
    issue, meet, plan, manager, officer, board_member
):
    issue(title="甲", unit="MXW10"), issue(title="乙")
    plan(task="甲", unit="MXW10"), plan(task="乙")
    meet()

    for code in ("policies_new", "plan_items_due"):
        assert (value(code, manager), value(code, officer)) == (1, 2)
        assert value(code, board_member) == 0
    assert value("board_meetings", manager) == 0
    assert value("board_meetings", board_member) == 1


def test_the_sample_year_adds_up(union, system, now):
    for ledger in (POLICIES, MEETINGS, PLAN_ITEMS):
        path = SAMPLE / f"{ledger.kind}.xlsx"
        import_ledger(ledger, Order(path=path, actor=system, at=now))

    expected = {
        "board_meetings": 2,
        "committee_meetings": 4,
        "supervisor_reviews": 1,
        "resolutions": 7,
        "resolutions_done": 6,
        "policies_new": 2,
        "policies_revised": 2,
        "policies_in_force": 11,
        "policy_categories_covered": 10,
        "policies_overdue_review": 3,
        "plan_items_due": 14,
        "plan_items_done": 13,
        "plan_items_on_time": 12,
        "plan_completion_rate": 92.86,
    }
    assert {code: value(code, system) for code in expected} == expected
