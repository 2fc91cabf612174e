"""The ledger of reviews, as people keep it."""

from datetime import date

import pytest

from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.models import TrailEntry
from reviews.models import Opinion, Review

HEADERS = ["审查编号", "送审日期", "送审部门", "审查类别", "项目名称"]
ROW = ["XS2024-001", "2024/3/1", "合规与风险管理部", "合同协议", "个人借款合同"]
PASSED = {"审查结论": "通过", "审结日期": "2024-03-05"}


def sheet(more, row=ROW):
    return [*HEADERS, *more], [*row, *more.values()]


def faults(outcome):
    return [
        (problem.field, problem.code)
        for row in outcome.wrong
        for problem in row.problems
    ]


def warnings(outcome):
    return [
        (problem.field, problem.code)
        for row in outcome.reading.rows
        for problem in row.problems
        if problem.is_warning
    ]


def answers():
    return list(Opinion.objects.values_list("sequence", "adoption", "answer"))


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (
            {"审结日期": "2024-02-29", "审查结论": "通过"},
            ("concluded_on", "date.order"),
        ),
        ({"审结日期": "2024-03-05"}, ("conclusion", "value.missing")),
        ({"审查结论": "不通过"}, ("concluded_on", "value.missing")),
        ({"意见采纳情况": "采纳"}, ("opinions", "value.missing")),
        ({"审查意见数": 0, "意见采纳情况": "采纳"}, ("opinions", "value.missing")),
        (PASSED | {"审查意见数": 2}, ("adoption", "value.missing")),
        ({"审查意见数": 201}, ("opinions", "number.unlikely")),
        ({"上线日期": "2035-01-01"}, ("launched_on", "date.future")),
        ({"触发情形": "说不清"}, ("trigger", "code.unknown")),
        ({"意见采纳情况": "也许", "审查意见数": 1}, ("adoption", "code.unknown")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, more, fault):
    outcome = take(*sheet(more))

    assert faults(outcome) == [fault]
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    ("more", "doubts"),
    [
        ({"上线日期": "2024-03-10"}, ["review.not_before_launch"]),
        (PASSED | {"上线日期": "2024-03-04"}, ["review.not_before_launch"]),
        (PASSED | {"上线日期": "2024-03-05"}, []),
        (
            PASSED | {"审查结论": "不通过", "上线日期": "2024-03-10"},
            ["review.launched_rejected"],
        ),
    ],
)
def test_a_launch_without_passing_is_taken_with_a_warning(take, more, doubts):
    outcome = take(*sheet(more))

    assert faults(outcome) == []
    assert warnings(outcome) == [("launched_on", doubt) for doubt in doubts]
    assert Review.objects.get().launched_on is not None


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "submitted"),
        (PASSED, "concluded"),
        (PASSED | {"审查结论": "不通过"}, "concluded"),
        (PASSED | {"审查结论": "撤回"}, "withdrawn"),
        (PASSED | {"上线日期": "2024-03-10"}, "launched"),
        ({"上线日期": "2024-03-10"}, "launched"),
    ],
)
def test_a_review_enters_in_the_state_its_row_tells(take, more, status):
    take(*sheet(more))

    review = Review.objects.get()
    assert review.status == status
    told = TrailEntry.objects.get(action="reviews.review.imported")
    assert told.changes == {"status": ["", status]}


@pytest.mark.parametrize(
    ("header", "value", "field", "stored"),
    [
        ("触发情形", "重大变更", "trigger", "material_change"),
        ("送审原因", "新推出", "trigger", "new"),
        ("送审人", "林小梅", "submitter", "林小梅"),
        ("审核人", "陈大明", "reviewer", "陈大明"),
        ("上线(发布)日期", "2024.3.9", "launched_on", date(2024, 3, 9)),
        ("发布\n日期", "2024年3月9日", "launched_on", date(2024, 3, 9)),
    ],
)
def test_names_people_use_are_understood(take, header, value, field, stored):
    outcome = take(*sheet({header: value}))

    assert faults(outcome) == []
    assert getattr(Review.objects.get(), field) == stored


def test_a_number_of_opinions_makes_as_many_with_one_answer(take):
    take(
        *sheet(
            PASSED
            | {"审查意见数": 2, "意见采纳情况": "部分采纳", "意见落实说明": "已改条款"}
        )
    )

    assert answers() == [(1, "partly", "已改条款"), (2, "partly", "已改条款")]


def test_the_same_file_again_changes_nothing(take):
    told = sheet(PASSED | {"审查意见数": 2, "意见采纳情况": "采纳"})
    take(*told)
    before = TrailEntry.objects.count()

    again = take(*told, update=True)

    assert (again.count("known"), again.batch) == (1, None)
    assert TrailEntry.objects.count() == before


def test_a_changed_answer_is_only_written_with_update_and_told_once(take):
    take(*sheet(PASSED | {"审查意见数": 2, "意见采纳情况": "采纳"}))
    changed = sheet(PASSED | {"审查意见数": 3, "意见采纳情况": "不采纳"})

    looked = take(*changed)
    assert looked.compared[0].changes == {
        "opinions": (2, 3),
        "adoption": ("adopted", "not_adopted"),
    }
    assert len(answers()) == 2

    take(*changed, update=True)
    assert answers() == [(number, "not_adopted", "") for number in (1, 2, 3)]
    told = TrailEntry.objects.filter(action="reviews.review.updated_from_ledger")
    assert told.count() == 1


def test_an_updated_count_keeps_the_texts_of_the_opinions_that_stay(take):
    take(*sheet(PASSED | {"审查意见数": 3, "意见采纳情况": "采纳"}))
    Opinion.objects.filter(sequence=1).update(text="补充提示条款")

    take(*sheet(PASSED | {"审查意见数": 2, "意见采纳情况": "采纳"}), update=True)

    assert list(Opinion.objects.values_list("text", flat=True)) == ["补充提示条款", ""]


def test_an_updated_outcome_moves_the_state_and_nothing_else_does(take):
    take(*sheet({"备注": "甲"}))
    Review.objects.update(status="in_review")

    take(*sheet({"备注": "乙"}), update=True)
    assert Review.objects.get().status == "in_review"

    take(*sheet(PASSED | {"备注": "乙"}), update=True)
    assert Review.objects.get().status == "concluded"


def test_rows_without_a_number_get_the_next_ones_of_their_year(take):
    take(HEADERS, ["XS2024-007", *ROW[1:]])

    take(
        HEADERS[1:],
        ["2024-03-02", *ROW[2:4], "甲"],
        ["2023-12-31", *ROW[2:4], "乙"],
        ["2024-03-03", *ROW[2:4], "丙"],
    )

    numbers = Review.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["XS2023-001", "XS2024-007", "XS2024-008", "XS2024-009"]


def test_a_row_without_a_number_never_takes_one_that_stands_further_down(take):
    outcome = take(HEADERS, [None, *ROW[1:4], "无编号"], ROW)

    assert outcome.count("taken") == 2
    assert Review.objects.get(title="无编号").number == "XS2024-002"


def test_an_imported_number_of_another_year_raises_that_years_counter(take):
    take(HEADERS, ["XS2023-004", *ROW[1:]])

    take(HEADERS[1:], ["2023-12-01", *ROW[2:4], "甲"])

    assert Review.objects.get(title="甲").number == "XS2023-005"


def test_numbers_of_another_form_are_kept_and_count_for_nothing(take):
    take(HEADERS, ["消审〔2024〕9号", *ROW[1:]], ["XS2024-A9", *ROW[1:]])
    take(HEADERS[1:], ["2024-03-02", *ROW[2:4], "甲"])

    assert Review.objects.get(title="甲").number == "XS2024-001"


def test_a_row_whose_number_was_left_out_is_known_and_keeps_its_number(take):
    take(HEADERS, ROW)

    outcome = take(HEADERS[1:], ROW[1:])
    assert (outcome.count("known"), outcome.count("taken")) == (1, 0)

    take(HEADERS, [None, *ROW[1:]], update=True)
    assert Review.objects.get().number == "XS2024-001"


def test_a_number_standing_twice_in_the_file_is_an_error(take):
    assert faults(take(HEADERS, ROW, ROW)) == [("number", "row.repeated")]


def test_taking_an_import_back_takes_its_opinions_too(take, system, now):
    batch = take(*sheet(PASSED | {"审查意见数": 2, "意见采纳情况": "采纳"})).batch

    take_back(batch, actor=system, at=now)

    assert not Review.objects.exists()
    assert not Opinion.objects.exists()


def test_taking_an_update_back_restores_outcome_state_and_opinions(take, system, now):
    take(*sheet({"审查意见数": None, "意见采纳情况": None, "审查结论": None}))
    update = sheet(PASSED | {"审查意见数": 2, "意见采纳情况": "采纳"})
    batch = take(*update, update=True).batch
    assert (Review.objects.get().status, len(answers())) == ("concluded", 2)

    take_back(batch, actor=system, at=now)

    review = Review.objects.get()
    assert (review.status, review.conclusion, answers()) == ("submitted", "", [])
