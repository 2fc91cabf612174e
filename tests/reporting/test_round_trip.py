"""Every ledger of the year goes out and comes back as it was."""

import json

import pytest
from django.core.management import call_command
from openpyxl import load_workbook

from consumer_protection.core.ledgers.declaration import ledger
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.taking_back import take_back
from consumer_protection.core.models import ImportBatch, TrailEntry, User
from reporting import demonstration
from tests.reporting.conftest import AT

KINDS = ("units", *demonstration.LEDGERS)
ROWS = {
    "units": 19,
    "complaints": 19,
    "reviews": 129,
    "policies": 13,
    "meetings": 8,
    "plan_items": 14,
    "campaigns": 6,
    "trainings": 5,
    "audit_findings": 5,
}
# A cell of each ledger to change: the header, and its new value.
CHANGES = {
    "units": ("所在乡镇", "改名乡"),
    "complaints": ("备注", "补记"),
    "reviews": ("审查人", "另一人"),
    "policies": ("下次重检日期", "2030-01-01"),
    "meetings": ("完成时限", "2030-01-01"),
    "plan_items": ("计划完成日期", "2024-12-30"),
    "campaigns": ("媒体报道", 99),
    "trainings": ("讲师", "外部"),
    "audit_findings": ("整改期限", "2030-01-01"),
}


def export(kind, path):
    call_command("export_ledger", kind, str(path), "--personal", "--reason", "核对")
    return path


def take(kind, path, **more):
    order = Order(path=path, actor=User.objects.system(), at=AT, **more)
    return import_ledger(ledger(kind), order)


@pytest.mark.parametrize("kind", KINDS)
def test_an_export_read_again_is_known_to_the_last_cell(person, kind, tmp_path):
    outcome = take(kind, export(kind, tmp_path / f"{kind}.xlsx"))

    assert [(row.number, row.problems) for row in outcome.wrong] == []
    assert outcome.count("known") == ROWS[kind]
    assert {
        name: change for one in outcome.compared for name, change in one.changes.items()
    } == {}


@pytest.mark.parametrize("kind", KINDS)
def test_the_csv_is_read_like_the_workbook(person, kind, tmp_path):
    outcome = take(kind, export(kind, tmp_path / f"{kind}.csv"))

    assert [(row.number, row.problems) for row in outcome.wrong] == []
    assert outcome.count("known") == ROWS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_ledger_as_people_keep_it_again_changes_nothing(person, kind):
    before = TrailEntry.objects.count()

    outcome = take(kind, demonstration.FOLDER / f"{kind}.xlsx", update=True)

    assert (outcome.count("known"), outcome.batch) == (ROWS[kind], None)
    assert TrailEntry.objects.count() == before


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "units"])
def test_taken_back_and_taken_again_the_records_are_the_same(person, kind, tmp_path):
    before = load_workbook(export(kind, tmp_path / "before.xlsx")).active
    batch = ImportBatch.objects.get(kind=kind)

    take_back(batch, actor=User.objects.system(), at=AT)
    assert not ledger(kind).records(User.objects.system()).exists()
    take(kind, tmp_path / "before.xlsx")

    after = load_workbook(export(kind, tmp_path / "after.xlsx")).active
    assert sorted(map(str, after.values)) == sorted(map(str, before.values))


@pytest.mark.parametrize("kind", KINDS)
def test_one_changed_cell_is_one_change_told_once(person, kind, tmp_path):
    path = export(kind, tmp_path / f"{kind}.xlsx")
    book = load_workbook(path)
    page = book.active
    header, new = CHANGES[kind]
    columns = {cell.value: cell.column for cell in page[2]}
    page.cell(page.max_row, columns[header]).value = new
    book.save(path)

    looked = take(kind, path)
    assert looked.count("changed") == 1
    before = TrailEntry.objects.filter(action__endswith=".updated_from_ledger").count()

    updated = take(kind, path, update=True)

    assert updated.count("changed") == 1
    told = TrailEntry.objects.filter(action__endswith=".updated_from_ledger")
    assert told.count() == before + 1
    assert take(kind, path).count("known") == ROWS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_every_ledger_are_told(person, kind, capsys):
    call_command("ledger_fields", kind, "--json")

    fields = json.loads(capsys.readouterr().out)
    assert [one["name"] for one in fields] == [
        column.field for column in ledger(kind).columns
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_of_a_ledger_is_read_as_that_ledger(person, kind, tmp_path):
    path = tmp_path / "template.xlsx"
    call_command("ledger_fields", kind, "--template", str(path))

    outcome = take(kind, path)

    assert outcome.reading.rows == []
    (layout,) = outcome.reading.layouts.values()
    assert set(layout.fields) == {column.field for column in ledger(kind).columns}


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_required_column_is_named_and_nothing_else_happens(
    person, kind, tmp_path
):
    required = [column for column in ledger(kind).columns if column.required]
    for column in required:
        path = export(kind, tmp_path / f"{kind}.xlsx")
        book = load_workbook(path)
        page = book.active
        positions = {cell.value: cell.column for cell in page[2]}
        page.delete_cols(positions[column.label])
        book.save(path)

        outcome = take(kind, path)

        problems = [problem for row in outcome.wrong for problem in row.problems]
        assert [(one.code, one.field) for one in problems] == [
            ("header.missing", column.label)
        ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_ledger_of_the_required_columns_alone_is_read(person, kind, tmp_path):
    path = export(kind, tmp_path / f"{kind}.xlsx")
    book = load_workbook(path)
    page = book.active
    needed = {column.label for column in ledger(kind).columns if column.required}
    for cell in reversed(list(page[2])):
        if cell.value not in needed:
            page.delete_cols(cell.column)
    book.save(path)

    outcome = take(kind, path, dry_run=True)

    assert all(
        problem.code != "header.missing"
        for row in outcome.wrong
        for problem in row.problems
    )
