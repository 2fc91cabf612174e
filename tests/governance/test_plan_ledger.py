"""The ledger of plan items, as people keep it."""

from datetime import date

import pytest

from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.models import TrailEntry, Unit
from consumer_protection.governance.ledgers import PLAN_ITEMS
from consumer_protection.governance.models import PlanItem
from tests.governance.making import contents, problems

ROW = {"计划类别": "培训计划", "工作任务": "全员培训", "计划完成日期": "2024-05-28"}
DONE = ROW | {"实际完成日期": "2024年5月25日"}


def only():
    return PlanItem.objects.get()


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("消保工作计划", "cp_plan"),
        ("宣传教育计划", "education_plan"),
        ("培训计划", "training_plan"),
        ("演练计划", "drill_plan"),
    ],
)
def test_the_kinds_of_plans_are_known_by_their_names(take, kind, stored):
    take(PLAN_ITEMS, ROW | {"计划类别": kind})

    assert only().plan_kind == stored


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("计划类别", None, "plan_kind", "value.missing"),
        ("工作任务", None, "task", "value.missing"),
        ("计划完成日期", None, "due_on", "value.missing"),
        ("计划类别", "没有的计划", "plan_kind", "code.unknown"),
        ("完成情况", "差不多", "status", "code.unknown"),
        ("实际完成日期", "2025-01-06", "done_on", "date.future"),
        ("计划完成日期", "五月底", "due_on", "date.unreadable"),
        ("责任部门", "无此部门", "unit", "unit.unknown"),
        ("年度", 2025, "year", "date.order"),
        ("年度", 2018, "year", "date.order"),
        ("年度", 0, "year", "date.order"),
        ("年度", "去年", "year", "number.unreadable"),
        ("完成情况", "未完成", "status", "state.contradiction"),
        ("完成情况", "取消", "status", "state.contradiction"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(take, header, value, field, code):
    outcome = take(PLAN_ITEMS, DONE | {header: value})

    assert problems(outcome) == [(field, code)]
    assert not PlanItem.objects.exists()


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (ROW, "not_started"),
        (DONE, "done"),
        (DONE | {"完成情况": "完成"}, "done"),
        (ROW | {"完成情况": "未完成"}, "not_started"),
        (ROW | {"完成情况": "进行中"}, "in_progress"),
        (ROW | {"完成情况": "取消"}, "cancelled"),
    ],
)
def test_the_status_is_told_or_follows_from_the_day_of_completion(take, row, status):
    take(PLAN_ITEMS, row)

    assert only().status == status
    told = TrailEntry.objects.get(action="governance.planitem.imported")
    assert told.changes == {"status": ["", status]}


def test_done_on_no_day_only_warns(take):
    outcome = take(PLAN_ITEMS, ROW | {"完成情况": "完成"})

    assert problems(outcome, warnings=True) == [("done_on", "value.missing")]
    assert only().status == "done"


@pytest.mark.parametrize(
    ("told", "year"), [({}, 2024), ({"年度": None}, 2024), ({"年度": 2023}, 2023)]
)
def test_the_year_is_told_or_that_of_the_planned_day(take, told, year):
    take(PLAN_ITEMS, ROW | told)

    assert only().year == year
    assert take(PLAN_ITEMS, ROW | told).count("known") == 1


def test_the_same_task_every_year_is_another_item(take):
    take(PLAN_ITEMS, ROW, ROW | {"计划完成日期": "2023-05-28"})

    assert sorted(PlanItem.objects.values_list("year", flat=True)) == [2023, 2024]


@pytest.mark.parametrize("year", [2024, None])
def test_the_same_task_of_one_year_twice_is_an_error(take, year):
    outcome = take(PLAN_ITEMS, ROW | {"年度": 2024}, ROW | {"年度": year})

    assert problems(outcome) == [("year", "row.repeated")]


def test_the_lead_department_does_it_unless_another_is_named(take):
    take(PLAN_ITEMS, ROW, ROW | {"工作任务": "网点培训", "责任部门": "营业部"})

    units = dict(PlanItem.objects.values_list("task", "unit__code"))
    assert units == {"全员培训": "MXB02", "网点培训": "MXW10"}


def test_without_a_lead_department_the_institution_does_it(take, union):
    Unit.objects.update(is_lead=False)
    take(PLAN_ITEMS, ROW)

    assert only().unit == union


@pytest.mark.parametrize("more", [{}, {"完成情况": None, "实际完成日期": None}])
def test_the_same_file_again_changes_nothing(take, more):
    take(PLAN_ITEMS, ROW | more)
    before = TrailEntry.objects.count()

    again = take(PLAN_ITEMS, ROW | more, update=True)
    assert (again.count("known"), again.batch) == (1, None)
    assert TrailEntry.objects.count() == before


@pytest.mark.parametrize("more", [{}, {"完成情况": None, "实际完成日期": None}])
def test_a_day_of_completion_told_later_is_written_with_update_and_taken_back(
    take, system, now, more
):
    take(PLAN_ITEMS, ROW | more)

    looked = take(PLAN_ITEMS, more | DONE)
    assert looked.compared[0].changes == {
        "done_on": (None, date(2024, 5, 25)),
        "status": ("not_started", "done"),
    }
    assert only().status == "not_started"

    batch = take(PLAN_ITEMS, more | DONE, update=True).batch
    assert (only().status, only().done_on) == ("done", date(2024, 5, 25))
    told = TrailEntry.objects.filter(action__endswith=".updated_from_ledger")
    assert told.count() == 1

    take_back(batch, actor=system, at=now)
    assert (only().status, only().done_on) == ("not_started", None)


def test_a_day_of_completion_struck_out_opens_the_item_again(take):
    take(PLAN_ITEMS, DONE)
    take(PLAN_ITEMS, ROW | {"实际完成日期": None}, update=True)

    assert (only().status, only().done_on) == ("not_started", None)


def test_a_file_that_tells_less_leaves_the_rest(take):
    take(PLAN_ITEMS, DONE | {"责任部门": "营业部"})

    assert take(PLAN_ITEMS, ROW, update=True).count("known") == 1
    assert (only().status, only().unit.code) == ("done", "MXW10")


def test_an_import_is_taken_back_whole(take, system, now):
    take_back(
        take(PLAN_ITEMS, ROW, DONE | {"工作任务": "乙"}).batch, actor=system, at=now
    )

    assert not PlanItem.objects.exists()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again(take, system, now, tmp_path, form):
    take(
        PLAN_ITEMS,
        DONE | {"完成情况": "完成", "责任部门": "营业部"},
        ROW | {"工作任务": "乙", "年度": 2023, "完成情况": "取消"},
        ROW | {"工作任务": "丙", "计划完成日期": "2025-12-01"},
    )
    before = sorted(contents(PlanItem), key=str)
    file = tmp_path / f"out.{form}"
    file.write_bytes(getattr(Export(PLAN_ITEMS, system, personal=True), form)())

    order = Order(path=file, actor=system, at=now)
    assert import_ledger(PLAN_ITEMS, order).count("known") == 3
    PlanItem.objects.all().delete()
    assert import_ledger(PLAN_ITEMS, order).count("taken") == 3
    assert sorted(contents(PlanItem), key=str) == before
