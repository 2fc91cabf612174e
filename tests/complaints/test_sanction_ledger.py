"""Sanctions and commendations as a ledger and a figure, for who may know of them."""

from datetime import date
from decimal import Decimal

import pytest

from complaints.figures import FIGURES
from complaints.learning import learning_actions as actions
from complaints.learning.problem_actions import LearningRefused
from complaints.models import Sanction
from complaints.sanction_ledger import SANCTIONS
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import parse_period
from tests.making import workbook

YEAR = parse_period("2024", as_of=date(2025, 1, 5))
HEADERS = ["决定日期", "机构", "姓名", "类型", "金额", "分值", "事由", "决定机构"]
ROWS = [
    ["2024-03-05", "营业部", "赵大海", "罚款/经济处罚", 500, None, "未告知", "纪委"],
    ["2024-03-05", "营业部", None, "绩效扣分", None, 2.5, "投诉多发", "联社"],
    ["2024-12-31", "营业部", "钱小美", "表彰奖励", None, 5, "拦截诈骗", "联社"],
]


@pytest.fixture
def take(union, system, now, tmp_path):
    def run(rows):
        path = workbook(tmp_path, HEADERS, rows)
        return import_ledger(SANCTIONS, Order(path=path, actor=system, at=now))

    return run


def test_a_ledger_brings_sanctions_of_persons_and_units_with_money_and_points(
    take, system
):
    take(ROWS)
    take(ROWS)

    told = [
        (one.is_person, one.amount, one.points)
        for one in Sanction.objects.order_by("pk")
    ]
    assert told == [
        (True, Decimal(500), None),
        (False, None, Decimal("2.5")),
        (True, None, Decimal(5)),
    ]


def test_a_commendation_is_no_sanction_in_the_figure(take, system, staff):
    take(ROWS)
    figure = FIGURES["governance.sanctions"]

    assert figure.fact(system, YEAR).value == 2
    assert figure.fact(staff("cp_head", "MX00"), YEAR).value == 2
    assert figure.fact(staff("auditor", "MX00"), YEAR).value is None


@pytest.mark.parametrize(
    ("place", "value", "wrong"),
    [(4, None, "amount"), (4, 0, "amount"), (5, 0, "points"), (3, "夸奖", "kind")],
)
def test_a_fine_without_an_amount_or_points_of_nothing_are_errors(
    take, place, value, wrong
):
    row = list(ROWS[0])
    row[place] = value
    outcome = take([row])

    assert wrong in {one.field for row in outcome.reading.rows for one in row.problems}
    assert not Sanction.objects.exists()


def test_a_correction_names_another_person_and_stays_sealed(take, officer, system, now):
    take(ROWS[:1])
    made = Sanction.objects.get()
    actions.correct_sanction(made, {"person": "孙七"}, actor=officer, at=now)

    made.refresh_from_db()
    assert (made.person, made.account) == ("孙七", None)
    with pytest.raises(LearningRefused):
        actions.correct_sanction(
            made, {"decided_on": date(2999, 1, 1)}, actor=officer, at=now
        )


def test_an_officer_commends_by_hand_and_the_list_hides_the_name(
    client, officer, union
):
    client.force_login(officer)
    unit = Unit.objects.get(code="MXW10")
    asked = {
        "decided_on": "2024-12-31",
        "unit": unit.code,
        "person": "钱小美",
        "kind": "commend",
        "reason": "拦截诈骗",
        "decided_by": "联社",
        "points": "5",
    }
    response = client.post("/complaints/sanctions/add/", asked)
    assert response.status_code == 302

    text = client.get("/complaints/sanctions/").text
    assert "钱*" in text
    assert "钱小美" not in text


def test_who_only_sees_sanctions_adds_none(client, staff, union):
    client.force_login(staff("hr_perf", "MX00"))
    assert client.get("/complaints/sanctions/").status_code == 200
    assert client.get("/complaints/sanctions/add/").status_code == 403
