"""The ledger of audit findings, as people keep it."""

from datetime import date

import pytest

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.models import TrailEntry

HEADERS = ["审计项目", "严重程度", "问题描述", "责任部门", "发现日期"]
ROW = ["消保专项审计", "一般", "回访记录不完整", "营业部", "2024/11/18"]
OTHER = ["消保专项审计", "建议", "宣传资料无投诉渠道", "城关信用社", "2024/11/19"]
CLOSED = {"整改状态": "已销号", "整改完成日期": "2024-12-20"}
OPEN = {"整改状态": "整改中", "整改完成日期": None}


def sheet(more, *rows):
    """The headers with some more columns, the same in every row."""
    return [*HEADERS, *more], *([*row, *more.values()] for row in rows or (ROW,))


def faults(outcome):
    return [
        (problem.field, problem.code)
        for row in outcome.wrong
        for problem in row.problems
    ]


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"整改完成日期": "2024-11-17"}, ("closed_on", "date.order")),
        ({"整改期限": "2024-11-17"}, ("due_on", "date.order")),
        ({"整改状态": "已销号"}, ("closed_on", "value.missing")),
        (CLOSED | {"整改状态": "整改中"}, ("status", "state.contradiction")),
        ({"整改完成日期": "2035-01-01"}, ("closed_on", "date.future")),
        ({"审计重点": "不存在"}, ("scope", "code.unknown")),
        ({"整改状态": "差不多"}, ("status", "code.unknown")),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, more, fault):
    outcome = take(*sheet(more))

    assert faults(outcome) == [fault]
    assert not Finding.objects.exists()
    assert not AuditProject.objects.exists()


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "open"),
        ({"整改状态": None}, "open"),
        ({"整改状态": "待整改"}, "open"),
        ({"整改状态": "整改中"}, "in_progress"),
        ({"整改状态": "无法整改"}, "accepted_risk"),
        ({"整改期限": "2035-01-01"}, "open"),
        (CLOSED, "closed"),
        (CLOSED | {"整改状态": None}, "closed"),
        (CLOSED | {"整改状态": "已完成"}, "closed"),
        ({"整改完成日期": "2024-11-18"}, "closed"),
    ],
)
def test_a_finding_enters_in_the_state_its_row_tells(take, more, status):
    outcome = take(*sheet(more))

    assert faults(outcome) == []
    assert Finding.objects.get().status == status
    told = TrailEntry.objects.get(action="audits.finding.imported")
    assert told.changes == {"status": ["", status]}


@pytest.mark.parametrize(
    ("header", "value", "field", "stored"),
    [
        ("审计重点", "优质文明服务", "scope", "service"),
        ("审计内容", "投诉处理", "scope", "complaint"),
        ("整改时限", "2024年12月31日", "due_on", date(2024, 12, 31)),
        ("销号日期", "2024.12.20", "closed_on", date(2024, 12, 20)),
    ],
)
def test_names_people_use_are_understood(take, header, value, field, stored):
    outcome = take(*sheet({header: value}))

    assert faults(outcome) == []
    assert getattr(Finding.objects.get(), field) == stored


def test_rows_of_one_project_name_are_one_project_of_the_institution(take, union):
    take(HEADERS, ROW, OTHER, ["另一项目", *ROW[1:4], "2023-11-18"])

    projects = AuditProject.objects.order_by("year")
    assert [(one.name, one.year) for one in projects] == [
        ("另一项目", 2023),
        ("消保专项审计", 2024),
    ]
    assert {one.unit for one in projects} == {union}
    assert [one.findings.count() for one in projects] == [1, 2]


@pytest.mark.parametrize(
    ("rows", "status"),
    [
        ((CLOSED, CLOSED), "closed"),
        ((CLOSED, OPEN), "rectification"),
        ((OPEN, CLOSED), "rectification"),
    ],
)
def test_a_project_is_closed_when_all_its_findings_are(take, rows, status):
    headers = [*HEADERS, *CLOSED]
    first, second = rows
    take(headers, [*ROW, *first.values()], [*OTHER, *second.values()])

    assert AuditProject.objects.get().status == status


def test_the_same_file_again_changes_nothing(take):
    told = sheet({"整改状态": None, "整改期限": "2024-12-31"}, ROW, OTHER)
    take(*told)
    before = TrailEntry.objects.count()

    again = take(*told, update=True)

    assert (again.count("known"), again.batch) == (2, None)
    assert TrailEntry.objects.count() == before


def test_a_finding_rectified_since_is_only_written_with_update(take):
    take(*sheet(OPEN))

    looked = take(*sheet(CLOSED))
    assert looked.compared[0].changes == {
        "closed_on": (None, date(2024, 12, 20)),
        "status": ("in_progress", "closed"),
    }
    assert Finding.objects.get().closed_on is None

    take(*sheet(CLOSED), update=True)
    assert Finding.objects.get().status == "closed"
    assert AuditProject.objects.get().status == "closed"
    told = TrailEntry.objects.filter(action="audits.finding.updated_from_ledger")
    assert [one.changes["status"] for one in told] == [["in_progress", "closed"]]


def test_a_day_of_rectification_taken_away_opens_the_finding_again(take):
    take(*sheet({"整改完成日期": "2024-12-20"}))

    take(*sheet({"整改完成日期": None}), update=True)

    assert Finding.objects.get().status == "open"
    assert AuditProject.objects.get().status == "rectification"


def test_the_same_finding_standing_twice_is_an_error(take):
    assert faults(take(HEADERS, ROW, ROW)) == [("project", "row.repeated")]


def test_taking_back_removes_a_project_left_without_findings(take, system, now):
    batch = take(HEADERS, ROW, OTHER).batch

    take_back(batch, actor=system, at=now)

    assert not Finding.objects.exists()
    assert not AuditProject.objects.exists()


def test_taking_back_keeps_a_project_other_imports_need(take, system, now):
    take(*sheet(CLOSED))
    batch = take(*sheet(OPEN, OTHER)).batch
    assert AuditProject.objects.get().status == "rectification"

    take_back(batch, actor=system, at=now)

    assert [one.text for one in Finding.objects.all()] == [ROW[2]]
    assert AuditProject.objects.get().status == "closed"


def test_taking_an_update_back_opens_the_finding_again(take, system, now):
    take(*sheet(OPEN))
    batch = take(*sheet(CLOSED), update=True).batch

    take_back(batch, actor=system, at=now)

    found = Finding.objects.get()
    assert (found.status, found.closed_on) == ("in_progress", None)
    assert AuditProject.objects.get().status == "rectification"
