"""The ledger of trainings, as people keep it."""

import pytest

from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.models import TrailEntry
from education.ledgers import TRAININGS
from education.models import Training

HEADERS = ["培训名称", "培训日期", "应到人数", "实到人数"]
ROW = ["消保应知应会答题", "2024.9.13", 186, 184]


@pytest.fixture
def take_one(take):
    """Imports ROW with one more column, or another value in one of its own."""

    def run(header, value, **asked):
        cells = dict(zip(HEADERS, ROW, strict=True)) | {header: value}
        return take(TRAININGS, list(cells), list(cells.values()), **asked)

    return run


def problems(outcome, *, warnings=False):
    return [
        (problem.field, problem.code)
        for row in outcome.reading.rows
        for problem in row.problems
        if problem.is_warning is warnings
    ]


@pytest.mark.parametrize(
    ("header", "value", "field", "stored"),
    [
        ("培训类型", "应知应会", "kind", "exam"),
        ("培训类型", "案例研讨", "kind", "case_meeting"),
        ("培训对象", "全员", "audiences", ["all"]),
        ("培训对象", "新入职、柜面", "audiences", ["new_staff", "frontline"]),
        ("讲师", "外部", "trainer", "external"),
        ("参训人数", "170余人", "present", 170),
    ],
)
def test_what_people_write_is_understood(take, header, value, field, stored):
    headers, row = HEADERS[:2], ROW[:2]
    outcome = take(TRAININGS, [*headers, header], [*row, value])

    assert problems(outcome) == []
    assert getattr(Training.objects.get(), field) == stored


@pytest.mark.parametrize(
    ("header", "value", "field", "code"),
    [
        ("培训名称", None, "name", "value.missing"),
        ("培训日期", None, "held_on", "value.missing"),
        ("培训日期", "2025-01-06", "held_on", "date.future"),
        ("实到人数", "大部分", "present", "number.unreadable"),
        ("培训类型", "没有的类型", "kind", "code.unknown"),
        ("讲师", "张老师", "trainer", "code.unknown"),
        ("合格人数", 185, "passed", "count.order"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_is_written(
    take_one, header, value, field, code
):
    outcome = take_one(header, value)

    assert problems(outcome) == [(field, code)]
    assert not Training.objects.exists()


@pytest.mark.parametrize(
    ("header", "value", "field"),
    [
        ("实到人数", 190, "present"),
        ("合格人数", "190余人", "passed"),
    ],
)
def test_these_only_raise_doubt(take_one, header, value, field):
    outcome = take_one(header, value)

    assert problems(outcome, warnings=True) == [(field, "count.order")]
    assert Training.objects.count() == 1


@pytest.mark.parametrize("kind", ["应知应会", "消保专题", None])
def test_any_training_may_tell_who_passed(take, kind):
    headers = [*HEADERS, "培训类型", "合格人数"]

    assert problems(take(TRAININGS, headers, [*ROW, kind, 184])) == []


def test_a_file_with_some_of_the_counts_is_held_against_the_others(take, take_one):
    take_one("备注", "甲")

    headers = [*HEADERS[:2], "合格人数"]
    outcome = take(TRAININGS, headers, [*ROW[:2], 185], update=True)
    assert problems(outcome) == [("passed", "count.order")]
    assert Training.objects.get().passed is None


def test_the_same_file_again_changes_nothing(take_one):
    take_one("备注", "甲")
    before = TrailEntry.objects.count()

    again = take_one("备注", "甲")

    assert (again.count("known"), again.batch) == (1, None)
    assert TrailEntry.objects.count() == before


def test_a_changed_row_is_only_written_with_update(take_one):
    take_one("备注", "甲")

    looked = take_one("实到人数", 180)
    assert looked.compared[0].changes == {"present": (Count(184), Count(180))}
    assert Training.objects.get().present == 184

    take_one("实到人数", 180, update=True)
    assert Training.objects.get().present == 180
    told = TrailEntry.objects.filter(action="education.training.updated_from_ledger")
    assert told.count() == 1


def test_what_goes_out_comes_in_again(take, system, now, tmp_path):
    headers = [*HEADERS, "培训类型", "培训对象", "讲师", "合格人数", "组织部门"]
    rest = ["应知应会", "全员、基层业务人员", "内部", "170余人", "营业部"]
    take(TRAININGS, headers, [*ROW, *rest])
    before = snapshot()
    file = tmp_path / "out.csv"
    file.write_bytes(Export(TRAININGS, system, personal=True).csv())

    order = Order(path=file, actor=system, at=now)
    assert import_ledger(TRAININGS, order).count("known") == 1
    Training.objects.all().delete()
    assert import_ledger(TRAININGS, order).count("taken") == 1
    assert snapshot() == before


def snapshot():
    rows = Training.objects.values()
    return [{name: row[name] for name in row if name != "id"} for row in rows]
