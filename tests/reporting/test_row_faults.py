"""The faults only some ledgers know, each named by its code, and then nothing written."""

import pytest

from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order, import_ledger
from tests.making import workbook

REVIEW = {
    "送审日期": "2024-03-01",
    "送审部门": "合规与风险管理部",
    "审查类别": "合同协议",
    "项目名称": "借款合同",
}
FINDING = {
    "审计项目": "专项审计",
    "严重程度": "一般",
    "问题描述": "记录不全",
    "责任部门": "合规与风险管理部",
    "发现日期": "2024-03-01",
}
POLICY = {
    "制度名称": "投诉处理办法",
    "文号": "明农信联〔2024〕1号",
    "制度类别": "投诉处理",
    "动作": "新增",
    "发文日期": "2024-03-01",
}
MEETING = {
    "会议日期": "2024-03-01",
    "会议机构": "理事会",
    "会议名称": "第一次会议",
    "议题": "听取报告",
}
PLAN = {"计划类别": "培训计划", "工作任务": "全员培训", "计划完成日期": "2024-05-01"}
CASES = [
    ("reviews", REVIEW, {"审结日期": "2024-02-01", "审查结论": "通过"}, "date.order"),
    ("reviews", REVIEW, {"审查结论": "通过"}, "value.missing"),
    ("reviews", REVIEW, {"审结日期": "2024-03-02"}, "value.missing"),
    ("reviews", REVIEW, {"意见采纳情况": "采纳"}, "value.missing"),
    ("reviews", REVIEW, {"审查意见数": 201}, "number.unlikely"),
    ("reviews", REVIEW, {"审查意见数": "2.5"}, "number.unreadable"),
    ("reviews", REVIEW, {"审查类别": "不存在"}, "code.unknown"),
    ("audit_findings", FINDING, {"整改完成日期": "2024-02-01"}, "date.order"),
    ("audit_findings", FINDING, {"整改期限": "2024-02-01"}, "date.order"),
    ("audit_findings", FINDING, {"整改状态": "已销号"}, "value.missing"),
    (
        "audit_findings",
        FINDING,
        {"整改状态": "整改中", "整改完成日期": "2024-04-01"},
        "state.contradiction",
    ),
    ("policies", POLICY, {"生效日期": "2024-02-01"}, "date.order"),
    ("meetings", MEETING, {"完成时限": "2024-02-01"}, "date.order"),
    ("meetings", MEETING, {"实到人数": 9, "应到人数": 7}, "count.order"),
    ("meetings", MEETING, {"落实情况": "大概"}, "code.unknown"),
    (
        "plan_items",
        PLAN,
        {"完成情况": "未完成", "实际完成日期": "2024-04-01"},
        "state.contradiction",
    ),
    ("plan_items", PLAN, {"年度": 2030}, "date.order"),
]
WARNINGS = [
    ("reviews", REVIEW, {"上线日期": "2024-03-05"}, "review.not_before_launch"),
    ("policies", POLICY, {"文号": "明农信联(2024)1号"}, "number.form"),
    ("policies", POLICY, {"文号": "明农信联〔2024〕01号"}, "number.form"),
    ("plan_items", PLAN, {"完成情况": "完成"}, "value.missing"),
]


@pytest.fixture
def take(union, system, now, tmp_path):
    def run(kind, row):
        path = workbook(tmp_path, list(row), [list(row.values())])
        return import_ledger(ledger(kind), Order(path=path, actor=system, at=now))

    return run


@pytest.mark.parametrize(("kind", "row", "more", "code"), CASES)
def test_this_row_is_refused_and_says_why(take, kind, row, more, code):
    outcome = take(kind, row | more)

    assert [problem.code for found in outcome.wrong for problem in found.problems] == [
        code
    ]
    assert not ledger(kind).noun._default_manager.exists()


@pytest.mark.parametrize(("kind", "row", "more", "code"), WARNINGS)
def test_this_row_is_taken_with_a_warning(take, kind, row, more, code):
    outcome = take(kind, row | more)

    assert outcome.wrong == []
    assert code in [
        problem.code for found in outcome.reading.rows for problem in found.problems
    ]
    assert ledger(kind).noun._default_manager.count() == 1


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("reviews", REVIEW),
        ("audit_findings", FINDING),
        ("policies", POLICY),
        ("meetings", MEETING),
        ("plan_items", PLAN),
    ],
)
def test_the_plain_row_is_taken(take, kind, row):
    assert take(kind, row).count("taken") == 1


@pytest.mark.parametrize(
    ("kind", "row", "header"),
    [
        (kind, row, header)
        for kind, row in (
            ("reviews", REVIEW),
            ("audit_findings", FINDING),
            ("policies", {key: POLICY[key] for key in POLICY if key != "文号"}),
            ("meetings", MEETING),
            ("plan_items", PLAN),
        )
        for header in row
    ],
)
def test_a_required_cell_left_blank_is_refused(take, kind, row, header):
    outcome = take(kind, row | {header: None})

    assert [problem.code for found in outcome.wrong for problem in found.problems] == [
        "value.missing"
    ]


def test_the_next_version_of_a_policy_replaces_the_one_before(take):
    take("policies", POLICY)
    take(
        "policies",
        POLICY
        | {"文号": "明农信联〔2024〕9号", "动作": "修订", "发文日期": "2024-06-01"},
    )

    versions = ledger("policies").noun._default_manager.order_by("issued_on")
    assert [one.status for one in versions] == ["superseded", "in_force"]
    assert len({one.policy_id for one in versions}) == 1


def test_a_repealed_policy_is_in_force_no_longer(take):
    take("policies", POLICY)
    take(
        "policies",
        POLICY
        | {"文号": "明农信联〔2024〕9号", "动作": "废止", "发文日期": "2024-06-01"},
    )

    versions = ledger("policies").noun._default_manager.order_by("issued_on")
    assert [one.status for one in versions] == ["superseded", "repealed"]


def test_rows_of_one_meeting_are_one_meeting(take):
    take("meetings", MEETING)
    take("meetings", MEETING | {"议题": "另一议题"})

    items = ledger("meetings").noun._default_manager.all()
    assert len({item.meeting_id for item in items}) == 1
    assert len(items) == 2


def test_opinions_are_made_with_their_answer(take):
    take(
        "reviews",
        REVIEW
        | {
            "审查意见数": 2,
            "意见采纳情况": "部分采纳",
            "审结日期": "2024-03-02",
            "审查结论": "修改后通过",
        },
    )

    review = ledger("reviews").noun._default_manager.get()
    assert [one.adoption for one in review.opinions.all()] == ["partly", "partly"]
    assert review.number == "XS2024-001"
