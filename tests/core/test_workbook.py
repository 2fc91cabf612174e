"""What leaves in a workbook: the same values, and never a formula."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from consumer_protection.core.documents.plain_text import visible
from consumer_protection.core.documents.sheets import read_sheets
from consumer_protection.core.documents.workbook import (
    Mark,
    TemplateColumn,
    mark_errors,
    template,
    write_csv,
    write_table,
)
from tests.core import made_files as made
from tests.hostile import FORMULAS

SIGNS = "=+-@＝＋－＠'\t\r\n \"、,;_xX0005Fa中𬆆\x00\x0b\x7f\x85\ud800\udfff\ufffe\uffff\ufeff"
TEXT = st.text(st.sampled_from(SIGNS) | st.characters(), max_size=12)
TABLES = st.lists(st.lists(TEXT, min_size=3, max_size=3), min_size=1, max_size=40)
PAYLOADS = list(FORMULAS)
slow = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def opened(content):
    return openpyxl.load_workbook(BytesIO(content))


def cells(content):
    return [
        cell
        for page in opened(content).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def formulas(content):
    return [cell for cell in cells(content) if cell.data_type == "f"]


def read_back(path, content):
    path.write_bytes(content)
    (sheet,) = read_sheets(path)
    return {
        (number, column): cell.value
        for number, row in sheet.rows
        for column, cell in enumerate(row)
        if cell.value is not None
    }


def expected(table):
    return {
        (number, column): visible(text)
        for number, row in enumerate(table, start=1)
        for column, text in enumerate(row)
        if visible(text).strip()
    }


@slow
@given(TABLES)
@example([PAYLOADS[:3], ["_x000B_", "\ufffe", "\uffff"], ["\x0b", "\ud800", "'=1"]])
def test_any_text_reads_back_from_a_workbook_as_it_was(tmp_path, table):
    content = write_table(["甲", "乙", "丙"], table)

    assert read_back(tmp_path / "a.xlsx", content) == expected(
        [["甲", "乙", "丙"], *table]
    )
    assert not formulas(content)


@slow
@given(TABLES)
@example([PAYLOADS[:3], ["_x000B_", "\ufffe", "\uffff"], ["\x0b", "\ud800", "'=1"]])
def test_any_text_reads_back_from_a_csv_as_it_was(tmp_path, table):
    content = write_csv(["甲", "乙", "丙"], table)

    assert read_back(tmp_path / "a.csv", content) == expected(
        [["甲", "乙", "丙"], *table]
    )


def test_no_payload_becomes_a_formula_anywhere_in_a_table():
    content = write_table(
        PAYLOADS, [PAYLOADS], title=PAYLOADS[0], note="=2", sheet="=[1]"
    )

    assert not formulas(content)
    assert {cell.data_type for cell in cells(content)} == {"s"}


@pytest.mark.parametrize(
    "payload", ["=1", "+1", "-1", "@a", "\t1", "＝1", " =1", "'=1"]
)
def test_a_csv_holds_a_risky_text_back_with_an_apostrophe(payload):
    content = write_csv(["甲"], [[payload]]).decode("utf-8-sig")

    assert content == f'"甲"\r\n"\'{payload}"\r\n'


def test_a_csv_leaves_true_numbers_and_dates_alone():
    row = [-1, Decimal("-2.50"), date(2024, 3, 5), None]

    content = write_csv(["甲"], [row])

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines()[1] == '-1,-2.50,"2024-03-05",""'


def test_values_keep_their_kind():
    row = [date(2024, 3, 5), 7, Decimal("2.50"), 110101199003078010, date(1899, 1, 1)]

    day, count, amount, long, early = opened(write_table(["甲"], [row])).active[2]

    assert (day.value.date(), day.number_format) == (date(2024, 3, 5), "yyyy-mm-dd")
    assert (count.value, count.data_type) == (7, "n")
    assert (amount.value, amount.number_format) == (2.5, "0.00")
    assert (long.value, long.data_type) == ("110101199003078010", "s")
    assert early.value == "1899-01-01"


def test_an_instant_is_written_in_the_time_of_the_place():
    row = [datetime(2024, 3, 5, 16, tzinfo=UTC)]

    ((cell,),) = opened(write_table(["甲"], [row])).active["A2:A2"]

    assert cell.value.isoformat() == "2024-03-06T00:00:00"


def test_the_header_is_frozen_below_title_and_note():
    page = opened(write_table(["甲"], [], title="台账", note="说明")).active

    assert [cell.value for cell in page["A"]] == ["台账", "说明", "甲"]
    assert page.freeze_panes == "A4"
    assert page["A3"].font.bold


def test_a_text_longer_than_a_cell_ends_with_an_ellipsis():
    page = opened(write_table(["甲"], [["长" * 40_000]])).active

    assert len(page["A2"].value) == 32_767
    assert page["A2"].value.endswith("…")


@pytest.fixture
def ledger(tmp_path):
    book = openpyxl.Workbook()
    for row in [["台账"], ["编号", "日期"], ["=1+1", "坏"], ["2", "2024-01-01"]]:
        book.active.append(row)
    book.active["B3"].number_format = "@"
    book.active.merge_cells("A1:E1")
    book.active.column_dimensions["B"].width = 33
    book.create_sheet("另一张")["A1"] = "=SUM(1)"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def marked(path, *marks):
    columns = {"编号": 0, "日期": 1}
    return mark_errors(path, marks, columns=columns, header="错误", header_row=2)


def wrong(page):
    return {
        cell.coordinate
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb == "00FFC7CE"
    }


def test_the_original_comes_back_with_its_wrong_cells_marked(ledger):
    content = marked(
        ledger,
        Mark("Sheet", 3, "编号", "=公式"),
        Mark("Sheet", 3, "日期", "不是日期"),
        Mark("Sheet", 4, None, "重复"),
    )

    page = opened(content)["Sheet"]
    assert wrong(page) == {"A3", "B3"}
    assert [cell.value for cell in page["C"]] == [
        None,
        "错误",
        "=公式\n不是日期",
        "重复",
    ]
    assert page.column_dimensions["B"].width == 33


def test_formulas_come_back_as_text(ledger):
    content = marked(ledger, Mark("Sheet", 3, "编号", "公式"))

    assert not formulas(content)
    assert opened(content)["Sheet"]["A3"].value == "=1+1"


@pytest.mark.parametrize("kind", ["a.csv", "a.xls"])
def test_any_other_file_comes_back_as_a_workbook_with_its_values(tmp_path, kind):
    path = tmp_path / kind
    if kind == "a.csv":
        path.write_bytes("台账\n编号,日期\n=1,坏\n".encode("gb18030"))
    else:
        made.old_workbook(
            path,
            made.label(0, 0, "台账")
            + made.label(1, 0, "编号")
            + made.label(1, 1, "日期")
            + made.label(2, 0, "=1")
            + made.label(2, 1, "坏"),
            name="Sheet1",
        )

    content = marked(path, Mark("Sheet1", 3, "日期", "不是日期"))

    page = opened(content).active
    assert wrong(page) == {"B3"}
    assert [cell.value for cell in page[2]] == ["编号", "日期", "错误"]
    assert [cell.value for cell in page[3]] == ["=1", "坏", "不是日期"]
    assert not formulas(content)


def test_a_workbook_too_odd_to_rewrite_comes_back_rebuilt(tmp_path):
    """openpyxl would make a cell of each place in so wide a merged range."""
    data = '<row r="1"><c r="A1"><v>1</v></c></row>'
    after = '<mergeCells><mergeCell ref="A1:ZZZ9999999"/></mergeCells>'
    path = made.archive(tmp_path / "a.xlsx", made.parts(data, after=after))

    content = marked(path, Mark("台账", 1, "编号", "不对"))

    assert [cell.value for cell in opened(content)["台账"][1]] == [1, "不对"]


def test_a_template_stars_what_is_required_and_offers_the_choices():
    choices = [f"=选项{number}" for number in range(300)]
    columns = [
        TemplateColumn("受理日期", required=True, note="如 2024-03-05"),
        TemplateColumn("证件号码", is_text=True),
        TemplateColumn("来源", choices=choices),
    ]

    content = template(columns, title="投诉台账")

    book = opened(content)
    page, lists = book.worksheets
    (offered,) = page.data_validations.dataValidation
    assert [cell.value for cell in page[2]] == ["受理日期*", "证件号码", "来源"]
    assert page["A2"].comment.text == "如 2024-03-05"
    assert page.column_dimensions["B"].number_format == "@"
    assert offered.formula1 == f"'{lists.title}'!$C$1:$C$300"
    assert [cell.value for cell in lists["C"]] == choices
    assert lists.sheet_state == "hidden"
    assert not formulas(content)


def test_a_template_reads_back_as_its_title_and_headers(tmp_path):
    columns = [TemplateColumn("来源", choices=["来电"]), TemplateColumn("内容")]

    found = read_back(tmp_path / "a.xlsx", template(columns, title="台账"))

    assert found == {(1, 0): "台账", (2, 0): "来源", (2, 1): "内容"}
