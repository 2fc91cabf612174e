"""The commands of ledgers: what they print, write and answer with."""

import io
import json
import zipfile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from complaints.models import Complaint
from consumer_protection.core.models import ImportBatch, Institution, TrailEntry, Unit
from tests.making import workbook

HEADERS = ["工单编号", "受理日期", "被投诉机构", "投诉人", "投诉内容"]
ROWS = [
    ["TS20240001", "2024/3/5", "营业部", "曾小梅", "卡片被限制"],
    ["TS20240002", "2024/3/6", "城关信用社", "蔡国平", "等待时间过长"],
]
UNITS = ["机构编码", "机构名称", "机构简称", "发文代字", "机构类型", "上级机构"]
UNIT_ROWS = [
    ["W2", "二网点", None, None, "网点", "一网点"],
    ["W1", "一网点", None, None, "网点", "清农联社"],
    ["R0", "清县农村信用合作联社", "清农联社", "清农信联", "法人机构", None],
]


def run(name, *words, **options):
    """(exit code, what was printed)."""
    out = io.StringIO()
    try:
        call_command(name, *map(str, words), stdout=out, **options)
    except SystemExit as ended:
        return ended.code, out.getvalue()
    except CommandError as refused:
        return refused.returncode, str(refused)
    return 0, out.getvalue()


@pytest.fixture
def book(union, tmp_path):
    return workbook(tmp_path, HEADERS, ROWS)


def test_a_good_ledger_is_taken_and_counted(book):
    code, out = run("import_ledger", "complaints", book, json=True)

    assert code == 0
    told = json.loads(out)
    assert {key: told[key] for key in ("taken", "known", "changed", "errors")} == {
        "taken": 2,
        "known": 0,
        "changed": 0,
        "errors": [],
    }


def test_a_wrong_ledger_is_told_as_json_with_personal_values_masked(union, tmp_path):
    path = workbook(tmp_path, [*HEADERS, "联系电话"], [[*ROWS[0], "1380000328"]])

    code, out = run("import_ledger", "complaints", path, json=True)

    assert code == 1
    (error,) = json.loads(out)["errors"]
    assert (error["sheet"], error["row"], error["column"]) == ("Sheet", 3, "联系电话")
    assert (error["code"], error["value"]) == ("phone.unreadable", "138***0328")
    assert error["advice"]
    assert not Complaint.objects.exists()


def test_the_marked_workbook_tells_the_reason_in_its_row(union, tmp_path):
    path = workbook(
        tmp_path, HEADERS, [ROWS[0], ["TS20240002", "坏", "营业部", "甲", "内容"]]
    )
    marked = tmp_path / "wrong.xlsx"

    code, _out = run("import_ledger", "complaints", path, errors=marked)

    assert code == 1
    page = load_workbook(marked).active
    assert page.cell(3, len(HEADERS) + 1).value is None
    assert page.cell(4, len(HEADERS) + 1).value
    assert page.cell(4, 2).fill.fgColor.rgb not in (None, "00000000")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 no workbook",
        b"just,one\nline,of",
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    ],
)
def test_a_file_that_is_no_such_ledger_is_one_line_and_exit_two(
    union, tmp_path, content
):
    path = tmp_path / "ledger.xlsx"
    path.write_bytes(content)

    code, said = run("import_ledger", "complaints", path)

    assert code == 2
    assert "\n" not in said.strip()


def test_a_bomb_is_refused(union, tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        with bomb.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(120):
                part.write(b"0" * 1024 * 1024)

    assert run("import_ledger", "complaints", path)[0] == 2


@pytest.mark.parametrize(
    "words",
    [
        ("no_such",),
        ("complaints", "--map", "nonsense"),
        ("complaints", "--map", "甲=no_field"),
    ],
)
def test_a_wrong_word_on_the_line_is_exit_two(book, words):
    kind, *rest = words

    assert run("import_ledger", kind, book, *rest)[0] == 2


def test_a_missing_sheet_is_named_with_those_there_are(book):
    code, said = run("import_ledger", "complaints", book, sheet="没有")

    assert code == 2
    assert "Sheet" in said


def test_an_import_is_taken_back_as_a_whole(book):
    run("import_ledger", "complaints", book)
    batch = ImportBatch.objects.get()

    assert run("take_back_import", batch.pk)[0] == 0
    assert not Complaint.objects.exists()
    assert run("take_back_import", batch.pk)[0] == 1


def test_an_import_with_a_record_changed_since_stays(book):
    run("import_ledger", "complaints", book)
    Complaint.objects.filter(number="TS20240001").update(remark="乙")

    assert run("take_back_import", ImportBatch.objects.get().pk)[0] == 1
    assert Complaint.objects.count() == 2


def test_taking_an_update_back_brings_the_old_values_back(book, tmp_path):
    run("import_ledger", "complaints", book)
    changed = workbook(
        tmp_path, HEADERS, [[*ROWS[0][:4], "改过的内容"]], name="changed.xlsx"
    )
    run("import_ledger", "complaints", changed, update=True)
    assert Complaint.objects.get(number="TS20240001").description == "改过的内容"

    run("take_back_import", ImportBatch.objects.latest("pk").pk)

    assert Complaint.objects.get(number="TS20240001").description == "卡片被限制"


def test_after_taking_back_the_same_file_is_taken_again(book):
    run("import_ledger", "complaints", book)
    run("take_back_import", ImportBatch.objects.get().pk)

    run("import_ledger", "complaints", book)

    assert Complaint.objects.count() == 2


def test_units_come_in_whatever_order_they_stand_in(first_data, tmp_path):
    path = workbook(tmp_path, UNITS, UNIT_ROWS)

    assert run("import_ledger", "units", path)[0] == 0
    assert Institution.objects.get().legal_name == "清县农村信用合作联社"
    assert Institution.objects.get().letters == "清农信联"
    assert Unit.objects.get(code="W2").parent.code == "W1"
    assert len(set(Unit.objects.values_list("root", flat=True))) == 1
    assert (
        "known 3" in run("import_ledger", "units", path)[1]
        or "3" in run("import_ledger", "units", path)[1]
    )


@pytest.mark.parametrize(
    "row",
    [
        ["W3", "三网点", None, None, "网点", None],
        ["W3", "三网点", None, None, "网点", "没有的机构"],
        ["W3", "三网点", None, None, "网点", "三网点"],
        ["W3", "三网点", None, None, "飞船", "一网点"],
    ],
)
def test_a_unit_without_a_place_in_the_tree_is_an_error(first_data, tmp_path, row):
    path = workbook(tmp_path, UNITS, [*UNIT_ROWS, row])

    assert run("import_ledger", "units", path)[0] == 1
    assert not Unit.objects.exists()


def test_out_and_in_again_gives_the_same_records(union, book, tmp_path):
    run("import_ledger", "complaints", book)
    whole = tmp_path / "whole.xlsx"
    run("export_ledger", "complaints", whole, "--personal", reason="核对")

    code, out = run("import_ledger", "complaints", whole, json=True)
    assert (code, json.loads(out)["known"]) == (0, 2)

    before = set(
        Complaint.objects.values_list(
            "number", "description", "phone_index", "complainant_index"
        )
    )
    run("take_back_import", ImportBatch.objects.get().pk)
    run("import_ledger", "complaints", whole)
    assert (
        set(
            Complaint.objects.values_list(
                "number", "description", "phone_index", "complainant_index"
            )
        )
        == before
    )


def test_a_masked_export_is_refused_on_import(union, book, tmp_path):
    run("import_ledger", "complaints", book)
    masked = tmp_path / "masked.xlsx"
    run("export_ledger", "complaints", masked)

    assert run("import_ledger", "complaints", masked)[0] == 1


def test_personal_data_leaves_only_with_a_reason_and_the_export_is_logged(
    union, book, tmp_path
):
    run("import_ledger", "complaints", book)
    path = tmp_path / "out.xlsx"

    assert run("export_ledger", "complaints", path, "--personal")[0] == 1
    assert not path.exists()

    run("export_ledger", "complaints", path, "--personal", reason="监管检查")
    told = TrailEntry.objects.get(action="core.user.exported")
    assert (told.note, told.changes["rows"]) == ("监管检查", 2)


def test_no_text_of_a_ledger_becomes_a_formula(union, tmp_path):
    path = workbook(
        tmp_path, HEADERS, [[*ROWS[0][:4], "'=1+1"], [*ROWS[1][:4], "+1+1"]]
    )
    run("import_ledger", "complaints", path)
    Complaint.objects.filter(number="TS20240001").update(
        description='=HYPERLINK("http://evil")\x0b'
    )
    out = tmp_path / "out.xlsx"

    run("export_ledger", "complaints", out)

    cells = [cell for row in load_workbook(out).active.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)


def test_the_fields_of_a_ledger_are_told(first_data):
    _code, out = run("ledger_fields", "complaints", json=True)

    fields = {one["name"]: one for one in json.loads(out)}
    assert fields["received_on"]["required"]
    assert "投诉日期" in fields["received_on"]["headers"]
    assert "借记卡" in "".join(fields["category"]["values"])


def test_a_whole_trail_verifies_and_a_broken_one_is_named(book):
    run("import_ledger", "complaints", book)
    assert run("verify_trail")[0] == 0


def test_somebody_acting_by_number_sees_only_their_own(union, book, manager, tmp_path):
    run("import_ledger", "complaints", book)
    out = tmp_path / "own.csv"

    run("export_ledger", "complaints", out, actor=manager.staff_number)

    text = out.read_text(encoding="utf-8-sig")
    assert "TS20240001" in text
    assert "TS20240002" not in text
