"""What is read from the workbooks people bring."""

from datetime import date, datetime

import openpyxl
import pytest

from consumer_protection.core.documents.cells import Cell
from consumer_protection.core.documents.sheets import read_sheets
from tests.core import made_files as made

DATES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>'


def read(tmp_path, data="", **more):
    return rows(made.archive(tmp_path / "a.xlsx", made.parts(data, **more)))


def rows(path):
    (sheet,) = read_sheets(path)
    return dict(sheet.rows)


def values(found):
    return {number: [cell.value for cell in row] for number, row in found.items()}


def cell(content, attributes=""):
    return f'<row r="1"><c r="A1" {attributes}>{content}</c></row>'


def test_an_id_number_typed_as_a_number_stays_recognisable_as_one(tmp_path):
    found = read(tmp_path, cell("<v>1.10101199003078E+17</v>"))

    assert found[1] == (Cell(110101199003078000, is_number=True),)


def test_a_formula_is_flagged_and_keeps_what_it_shows(tmp_path):
    found = read(tmp_path, cell("<f>1+2</f><v>3</v>"))

    assert found[1] == (Cell(3, is_formula=True, is_number=True, problem="formula"),)


def test_a_formula_that_shows_nothing_is_still_flagged(tmp_path):
    assert read(tmp_path, cell("<f>A9</f>"))[1][0].is_formula


def test_every_cell_of_an_array_formula_is_flagged(tmp_path):
    data = (
        '<row r="1"><c><f t="array" ref="A1:B1">1</f><v>1</v></c><c><v>2</v></c></row>'
    )

    assert all(found.is_formula for found in read(tmp_path, data)[1])


def test_an_error_value_is_flagged(tmp_path):
    found = read(tmp_path, cell("<v>#REF!</v>", 't="e"'))

    assert found[1] == (Cell("#REF!", problem="error_value"),)


@pytest.mark.parametrize(
    ("system", "serial", "style", "value"),
    [
        ("", "45356", 1, date(2024, 3, 5)),
        ("", "45356.5", 1, datetime.fromisoformat("2024-03-05 12:00")),
        ("", "59", 1, date(1900, 2, 28)),
        ("", "61", 1, date(1900, 3, 1)),
        ("", "0.75", 2, "18:00"),
        ("", "45356", 0, 45356),
        ('<workbookPr date1904="1"/>', "43894", 1, date(2024, 3, 5)),
        ('<workbookPr date1904="true"/>', "0", 1, date(1904, 1, 1)),
    ],
)
def test_a_number_shown_as_a_date_is_that_date(tmp_path, system, serial, style, value):
    data = cell(f"<v>{serial}</v>", f's="{style}"')

    found = read(tmp_path, data, pr=system, styles=DATES)

    assert found[1][0].value == value


@pytest.mark.parametrize("serial", ["60", "-1", "0", "99999999"])
def test_a_number_that_is_no_day_is_flagged(tmp_path, serial):
    found = read(tmp_path, cell(f"<v>{serial}</v>", 's="1"'), styles=DATES)

    assert found[1][0].problem == "bad_date"


@pytest.mark.parametrize(
    ("code", "is_date"),
    [
        ('yyyy"年"m"月"d"日";@', True),
        ("[$-804]yyyy/m/d", True),
        ("m月", True),
        ("[Red]0.00", False),
        ('0"day"', False),
        ("0.00E+00", False),
        ("G/通用格式", False),
        ("\\d0", False),
    ],
)
def test_a_format_of_the_file_tells_dates_from_numbers(tmp_path, code, is_date):
    escaped = code.replace('"', "&quot;")
    styles = (
        f'<numFmts><numFmt numFmtId="176" formatCode="{escaped}"/></numFmts>'
        '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
        '<cellXfs><xf numFmtId="176"/></cellXfs>'
    )

    found = read(tmp_path, cell("<v>45356</v>", 's="0"'), styles=styles)

    assert found[1][0].is_number is not is_date


def test_rich_text_is_joined_without_its_reading_aid(tmp_path):
    texts = "<si><r><t>投</t></r><r><t>诉</t></r><rPh><t>tou</t></rPh></si>"

    found = read(tmp_path, cell("<v>0</v>", 't="s"'), texts=texts)

    assert found[1] == (Cell("投诉"),)


def test_an_escaped_line_break_reads_as_one(tmp_path):
    found = read(tmp_path, cell("<is><t>一_x000D_\n二</t></is>", 't="inlineStr"'))

    assert found[1] == (Cell("一\n二"),)


def test_a_value_merged_over_rows_is_given_to_each_row_that_holds_something(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    page = book.active
    for row in [["机构", "件数"], ["城关", 1], [None, 2], [None, None], [None, 3]]:
        page.append(row)
    page.merge_cells("A2:A5")
    book.save(path)

    found = values(rows(path))

    assert found == {
        1: ["机构", "件数"],
        2: ["城关", 1],
        3: ["城关", 2],
        5: ["城关", 3],
    }


def test_a_title_merged_over_columns_stays_in_its_first_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["台账"])
    book.active.append(["甲", "乙"])
    book.active.merge_cells("A1:B1")
    book.save(path)

    assert values(rows(path)) == {1: ["台账"], 2: ["甲", "乙"]}


def test_hidden_sheets_are_left_out_and_hidden_rows_are_read(tmp_path):
    path = tmp_path / "a.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["甲"])
    book.active.row_dimensions[1].hidden = True
    book.create_sheet("选项").append(["乙"])
    book["选项"].sheet_state = "hidden"
    book.save(path)

    assert values(rows(path)) == {1: ["甲"]}


def test_a_lying_dimension_is_not_believed(tmp_path):
    content = made.parts(cell("<v>1</v>"))
    content[made.SHEET] = content[made.SHEET].replace(
        "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>'
    )

    assert len(rows(made.archive(tmp_path / "a.xlsx", content))) == 1


def test_a_blank_cell_far_away_is_no_reason_to_refuse(tmp_path):
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert len(read(tmp_path, cell("<v>1</v>") + far)) == 1


def test_elements_may_carry_a_prefix(tmp_path):
    content = made.parts()
    content[made.SHEET] = (
        f'<x:worksheet xmlns:x="{made.MAIN}"><x:sheetData><x:row><x:c><x:v>7</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )

    assert values(rows(made.archive(tmp_path / "a.xlsx", content))) == {1: [7]}


@pytest.mark.parametrize(
    ("encoding", "delimiter"),
    [("utf-8", ","), ("utf-8-sig", ";"), ("gb18030", "\t"), ("gb18030", ",")],
)
def test_a_csv_is_read_in_any_usual_dress(tmp_path, encoding, delimiter):
    path = tmp_path / "a.csv"
    lines = ["台账", "编号|内容", "", '001|"两\n行"', "1,5|=1+1"]
    text = "\r\n".join(lines).replace("1,5", '"1,5"').replace("|", delimiter)
    path.write_bytes(text.encode(encoding))

    found = values(rows(path))

    assert found == {
        1: ["台账"],
        2: ["编号", "内容"],
        4: ["001", "两\n行"],
        5: ["1,5", "=1+1"],
    }


def test_an_old_workbook_is_read_like_a_new_one(tmp_path):
    cells = made.label(0, 0, "编号") + made.number(0, 1, 12) + made.formula(0, 2, 3)
    cells += made.number(1, 0, 45356, style=1) + made.number(1, 1, 1)
    cells += made.number(2, 1, 2) + made.merged(1, 2, 0, 0)

    found = rows(made.old_workbook(tmp_path / "a.xls", cells))

    assert values(found) == {
        1: ["编号", 12, 3],
        2: [date(2024, 3, 5), 1],
        3: [date(2024, 3, 5), 2],
    }
    assert found[1][2].is_formula


def test_the_content_decides_not_the_name(tmp_path):
    path = made.archive(tmp_path / "a.csv", made.parts(cell("<v>1</v>")))

    assert values(rows(path)) == {1: [1]}
