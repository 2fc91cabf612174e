"""Checks while selling and after: what they find is rectified and verified."""

from datetime import date

import pytest
from django.urls import reverse

from consumer_protection.core.deadlines import deadlines
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.periods import parse_period
from consumer_protection.core.states import MoveRefused
from reviews.figures import FIGURES
from reviews.models.offers import MonitoringCheck, Rectification
from reviews.offers import actions
from reviews.offers.ledgers import CHECKS, EVALUATIONS, FOLLOW_UPS, SUITABILITY

YEAR = parse_period("2024", as_of=date(2025, 6, 1))
CHECK = {
    "检查日期": "2024-03-01",
    "机构": "营业部",
    "监测对象类型": "营销活动",
    "活动、网点或渠道名称": "开门红",
}
SAMPLE = {
    "产品名称": "惠农贷",
    "网点": "营业部",
    "抽查日期": "2024-06-01",
    "抽查笔数": 20,
    "合格笔数": 20,
}
FOLLOW = {
    "产品名称": "惠农贷",
    "网点": "营业部",
    "回访日期": "2024-06-01",
    "回访户数": 30,
    "成功回访数": 25,
}
EVALUATION = {"产品名称": "惠农贷", "评估日期": "2024-06-01", "评估结论": "继续提供"}


def faults(outcome):
    return [
        (one.field, one.code) for row in outcome.reading.rows for one in row.problems
    ]


@pytest.mark.parametrize(
    ("ledger", "row", "fault"),
    [
        (
            CHECKS,
            CHECK | {"不符合项": "履行告知义务"},
            ("issue", "value.missing"),
        ),
        (
            CHECKS,
            CHECK
            | {"符合项": "提供交易凭证", "不符合项": "交易凭证", "发现问题": "无"},
            ("unmet", "value.contradicts"),
        ),
        (CHECKS, CHECK | {"整改期限": "2024-04-01"}, ("issue", "value.missing")),
        (
            CHECKS,
            CHECK | {"发现问题": "误导", "整改期限": "2024-02-01"},
            ("rectify_by", "date.order"),
        ),
        (EVALUATIONS, EVALUATION | {"评估结论": "改进"}, ("issue", "value.missing")),
        (
            EVALUATIONS,
            EVALUATION | {"产品名称": "没有"},
            ("product", "record.unknown"),
        ),
        (
            SUITABILITY,
            SAMPLE | {"抽查笔数": 0, "合格笔数": 0},
            ("sampled", "number.unlikely"),
        ),
        (SUITABILITY, SAMPLE | {"合格笔数": 19}, ("issue", "value.missing")),
        (SUITABILITY, SAMPLE | {"合格笔数": 21}, ("passed", "count.order")),
        (SUITABILITY, SAMPLE | {"其中65周岁以上": 21}, ("elderly", "count.order")),
        (FOLLOW_UPS, FOLLOW | {"成功回访数": 31}, ("reached", "count.order")),
        (FOLLOW_UPS, FOLLOW | {"满意数": 26}, ("satisfied", "count.order")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, add, ledger, row, fault):
    add("product")

    outcome = take(ledger, list(row), list(row.values()))

    assert faults(outcome) == [fault]
    assert not ledger.noun.objects.exists()


@pytest.mark.parametrize("noun", ["check", "evaluation", "sample"])
def test_an_issue_becomes_one_rectification(add, noun, officer, now):
    add("product")
    found = add(noun, issue="未提示风险", unit="MXW10")

    work = found.rectifications.get()
    assert (work.issue, work.status, work.unit.code) == ("未提示风险", "open", "MXW10")
    assert work.source == found
    actions.change(found, {"remark": "补充"}, actor=officer, at=now)
    assert found.rectifications.count() == 1


def test_nothing_found_asks_for_nothing(add):
    add("check")

    assert not Rectification.objects.exists()


@pytest.fixture
def work(add):
    return add("check", issue="未提示风险").rectifications.get()


def test_a_rectification_is_verified_by_somebody_else(work, staff, now):
    manager, head = staff("branch_manager", "MXW10"), staff("cp_head")
    actions.move_rectification(work, "begin", "", actor=manager, at=now)
    with pytest.raises(MoveRefused):
        actions.move_rectification(work, "submit", "", actor=manager, at=now)
    actions.move_rectification(work, "submit", "已培训", actor=manager, at=now)
    with pytest.raises(MoveRefused):
        actions.move_rectification(work, "close", "", actor=manager, at=now)
    actions.move_rectification(work, "close", "", actor=head, at=now)

    work.refresh_from_db()
    assert (work.status, work.result, work.judged_by) == ("closed", "已培训", head)


def test_nobody_verifies_what_they_handed_in(work, staff, now):
    head = staff("cp_head")
    actions.move_rectification(work, "begin", "", actor=head, at=now)
    actions.move_rectification(work, "submit", "已培训", actor=head, at=now)

    with pytest.raises(MoveRefused):
        actions.move_rectification(work, "close", "", actor=head, at=now)


def test_the_pages_of_a_rectification(client, work, staff):
    client.force_login(staff("branch_manager", "MXW10"))
    text = client.get(work.get_absolute_url()).text
    assert "未提示风险" in text
    move = reverse("reviews:rectification_move", args=[work.pk, "begin"])
    assert move in text

    assert client.get(move).status_code == 200
    assert client.post(move, {}).status_code == 302
    again = client.post(move, {})
    assert again.status_code == 422
    assert client.get(move.replace("begin", "none")).status_code == 404


def test_a_rectification_falls_due(work):
    due = deadlines()["reviews.rectification"].due(work)

    assert (due.on, due.unit_id) == (work.due_on, work.unit_id)


def test_an_import_is_taken_back_with_its_open_rectifications(take, officer, now):
    row = CHECK | {"发现问题": "误导宣传"}
    outcome = take(CHECKS, list(row), list(row.values()))
    assert Rectification.objects.count() == 1

    take_back(outcome.batch, actor=officer, at=now)

    assert not MonitoringCheck.objects.exists()
    assert not Rectification.objects.exists()


def test_a_branch_manager_writes_checks_of_the_own_unit_only(client, staff):
    client.force_login(staff("branch_manager", "MXW10"))
    url = reverse("reviews:monitoringcheck_add")
    sent = {
        "checked_on": "2024-03-01",
        "unit": "MXW10",
        "aspect": "activity",
        "name": "开门红",
    }

    assert client.post(url, sent).status_code == 302
    away = client.post(url, sent | {"unit": "MXW11"})
    assert away.status_code == 200
    assert MonitoringCheck.objects.get().unit.code == "MXW10"


@pytest.mark.parametrize(
    ("noun", "code", "day"),
    [
        ("check", "monitoring_checks", "checked_on"),
        ("evaluation", "post_launch_evaluations", "evaluated_on"),
    ],
)
@pytest.mark.parametrize(
    ("when", "count"), [(date(2023, 12, 31), 0), (date(2024, 1, 1), 1)]
)
def test_checks_count_by_their_day(add, system, noun, code, day, when, count):
    figure = FIGURES[f"reviews.{code}"]
    assert figure.fact(system, YEAR).value is None
    add("product")
    add(noun, **{day: when})

    assert figure.fact(system, YEAR).value == count


def test_the_share_of_fit_sales(add, system):
    add("product")
    add("sample", passed=18, issue="两笔不匹配")

    assert FIGURES["reviews.suitability_rate"].fact(system, YEAR).value == 90.0
