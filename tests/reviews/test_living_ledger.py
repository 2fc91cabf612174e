"""Reviews that live here against ledgers and forms; opinions as a ledger."""

from datetime import date

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse

from consumer_protection.core import trail
from consumer_protection.core.ledgers.declaration import Import, WriteRefused
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.taking_back import take_back
from reviews.ledgers import OPINIONS, REVIEWS
from reviews.models import Opinion, Review
from tests.making import workbook
from tests.reviews.making import check_all, request, review
from tests.reviews.test_requests import AT, go

HEADERS = ["审查编号", "送审日期", "送审部门", "审查类别", "项目名称"]
OPINION = ["审查编号", "意见序号", "审查意见", "意见采纳情况", "意见落实说明"]


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def now():
    return AT


@pytest.fixture
def asker(staff):
    return staff("dept_submitter", "MXW10")


@pytest.fixture
def living(asker):
    return request(asker, AT)


def row(review):
    return [review.number, "2025-01-06", "营业部", "营销宣传", review.title]


def problems(outcome):
    return [one.code for row in outcome.wrong for one in row.problems]


@pytest.mark.parametrize("update", [False, True])
@pytest.mark.parametrize(
    "more",
    [
        {"上线日期": "2025-01-06"},
        {"审查结论": "通过", "审结日期": "2025-01-06"},
        {"送审人": "另一人"},
    ],
)
def test_a_row_changes_nothing_of_a_review_that_lives_here(take, living, update, more):
    outcome = take([*HEADERS, *more], [*row(living), *more.values()], update=update)

    assert "review.lives_here" in problems(outcome)
    found = Review.objects.get()
    assert (found.status, found.launched_on, found.conclusion) == (
        "submitted",
        None,
        "",
    )


def test_a_row_without_its_number_is_found_as_well(take, living):
    told = [*row(living)[1:], "2025-01-06"]

    assert "review.lives_here" in problems(take([*HEADERS[1:], "上线日期"], told))


def test_the_command_refuses_a_launch_too(living, tmp_path):
    path = workbook(tmp_path, [*HEADERS, "上线日期"], [[*row(living), "2025-01-06"]])

    with pytest.raises(SystemExit) as ended:
        call_command("import_ledger", "reviews", str(path), update=True)
    assert ended.value.code == 1
    assert Review.objects.get().launched_on is None


def test_a_concluded_one_is_closed_to_ledgers_as_well(take, living, staff):
    reviewer = staff("cp_officer")
    go(living, "take", reviewer)
    check_all(living, reviewer, AT)
    go(living, "conclude", reviewer, conclusion="pass")

    told = take([*HEADERS, "上线日期"], [*row(living), "2025-01-06"], update=True)
    assert "review.lives_here" in problems(told)


def test_what_was_exported_comes_back_and_changes_nothing(living, system, tmp_path):
    path = tmp_path / "out.xlsx"
    call_command("export_ledger", "reviews", str(path))
    outcome = import_ledger(REVIEWS, Order(path=path, actor=system, at=AT))

    assert (outcome.count("known"), outcome.wrong) == (1, [])


def test_no_form_corrects_it(living, officer, client):
    client.force_login(officer)
    page = client.get(living.get_absolute_url())
    url = reverse("reviews:review_correct", args=[living.pk])
    data = {"version": trail.version_of(living), "launched_on": "2025-01-06"}

    assert url not in page.text
    client.post(url, data)
    assert Review.objects.get().launched_on is None


def test_past_rows_may_tell_a_launch_before_the_review(take):
    take(
        [*HEADERS, "上线日期"],
        ["XS2024-001", "2024-03-01", "营业部", "合同协议", "甲", "2024-03-02"],
    )

    assert Review.objects.get().launched_on == date(2024, 3, 2)


# --- Opinions, one a row ---


@pytest.fixture
def past(add):
    return add(number="XS2024-010", unit="MXW10")


@pytest.fixture
def opine(system, tmp_path):
    def run(*rows, headers=OPINION, **asked):
        path = workbook(tmp_path, headers, rows)
        order = Order(path=path, actor=system, at=AT, **asked)
        return import_ledger(OPINIONS, order)

    return run


ONE = ["XS2024-010", 1, "补充风险提示", "采纳", "已补充"]


def test_past_opinions_are_taken_once(past, opine):
    assert (
        opine(ONE, ["XS2024-010", 2, "加大字号", "部分采纳", "下次印刷"]).count("taken")
        == 2
    )
    assert opine(ONE).count("known") == 1

    told = Opinion.objects.values_list("sequence", "text", "adoption")
    assert list(told) == [(1, "补充风险提示", "adopted"), (2, "加大字号", "partly")]


def test_changed_opinions_are_written_with_update_and_taken_back(past, opine, system):
    opine(ONE)
    batch = opine([*ONE[:4], "已补充并复核"], update=True).batch
    assert Opinion.objects.get().answer == "已补充并复核"

    take_back(batch, actor=system, at=AT)
    assert Opinion.objects.get().answer == "已补充"


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({0: "XS2024-999"}, "review.unknown"),
        ({1: 0}, "number.unlikely"),
        ({1: 201}, "number.unlikely"),
        ({2: None}, "value.missing"),
        ({3: "不存在"}, "code.unknown"),
    ],
)
def test_wrong_rows_are_told(past, opine, changed, fault):
    told = [changed.get(place, value) for place, value in enumerate(ONE)]

    assert problems(opine(told)) == [fault]
    assert not Opinion.objects.exists()


def test_opinions_of_a_review_that_lives_here_come_by_its_steps_alone(living, opine):
    assert problems(opine([living.number, *ONE[1:]])) == ["review.lives_here"]


@pytest.mark.parametrize(
    ("told", "is_taken"),
    [
        ({"launched_on": date(2024, 3, 6)}, True),
        ({"launched_on": date(2024, 3, 4)}, False),
        ({"launched_on": date(2024, 3, 6), "conclusion": "reject"}, False),
        ({"remark": "已核对"}, True),
    ],
)
def test_a_past_review_is_corrected_by_hand_to_no_launch_before_it_passed(
    system, union, told, is_taken
):
    past = review(system, AT)
    about = Import(system, AT, past.root, trail.FORM)

    try:
        REVIEWS.update(past, told, about)
    except WriteRefused:
        past.refresh_from_db()

    assert (past.launched_on == told.get("launched_on")) is is_taken
