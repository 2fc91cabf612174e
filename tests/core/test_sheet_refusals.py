"""Files that are refused, and with which word."""

import zipfile

import pytest
from django.utils.translation import override

from consumer_protection.core.documents.child import answers
from consumer_protection.core.documents.gate import Limits
from consumer_protection.core.documents.sheets import FileRefused, read_sheets
from tests.core import made_files as made

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'


def verdict(path, limits=None):
    with pytest.raises(FileRefused) as refused:
        read_sheets(path, limits or Limits())
    return refused.value.code


def workbook(tmp_path, data=ONE, **more):
    return made.archive(tmp_path / "a.xlsx", made.parts(data) | more)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", "编号,内容\n1,一".encode()),
        ("a.xlsx", b"%PDF-1.7\n"),
        ("a.csv", b"%PDF-1.7\n"),
        ("a.csv", b"<html><table></table></html>"),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0"),
        ("a.csv", b"\xff\xff\xff"),
        ("a.xls", b"\t\t"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)

    assert verdict(path) == "not_workbook"


def test_a_zip_of_anything_else_is_no_workbook(tmp_path):
    path = made.archive(tmp_path / "a.xlsx", {"a.txt": "a"})

    assert verdict(path) == "not_workbook"


def test_nothing_in_it_is_said(tmp_path):
    (tmp_path / "a.csv").touch()

    assert verdict(tmp_path / "a.csv") == "empty"
    assert verdict(workbook(tmp_path, data="")) == "empty"
    assert verdict(tmp_path / "gone.csv") == "missing"


def test_a_file_over_the_limit_is_not_opened(tmp_path):
    assert verdict(workbook(tmp_path), Limits(file_bytes=10)) == "too_large"


@pytest.mark.parametrize("stream", ["EncryptedPackage", "WordDocument"])
def test_an_old_container_must_hold_a_workbook(tmp_path, stream):
    path = made.ole(tmp_path / "a.xlsx", stream, b"x")

    expected = {"EncryptedPackage": "encrypted", "WordDocument": "not_workbook"}
    assert verdict(path) == expected[stream]


def test_an_old_workbook_with_a_password_is_refused(tmp_path):
    locked = made.record(0x002F, b"\0" * 6)

    path = made.old_workbook(tmp_path / "a.xls", made.number(0, 0, 1), locked)

    assert verdict(path) == "encrypted"


def test_an_old_workbook_that_links_elsewhere_is_refused(tmp_path):
    link = made.record(0x01AE, b"\x01\0\x06\0\0a.xls")

    path = made.old_workbook(tmp_path / "a.xls", made.number(0, 0, 1), link)

    assert verdict(path) == "external_link"


@pytest.mark.parametrize(
    ("part", "content", "code"),
    [
        ("[Content_Types].xml", made.content_types(MACRO), "macro"),
        ("xl/vbaProject.bin", b"x", "macro"),
        ("xl/externalLinks/externalLink1.xml", "<a/>", "external_link"),
        ("xl/media/image1.png", b"PK\x03\x04", "nested_archive"),
        ("xl/embeddings/oleObject1.bin", b"x", "nested_archive"),
        (made.SHEET, ENTITY + made.sheet(ONE), "unsafe_xml"),
        (made.SHEET, LAUGHS + made.sheet(ONE), "unsafe_xml"),
        (made.SHEET, (LAUGHS + made.sheet(ONE)).encode("utf-16"), "unsafe_xml"),
        ("xl/styles.xml", ENTITY + "<styleSheet/>", "unsafe_xml"),
        ("docProps/app.xml", "<!DOCTYPE x><x/>", "unsafe_xml"),
        ("xl/drawings/a.vml", ENTITY + "<x>", "unsafe_xml"),
        ("[Content_Types].xml", ENTITY + made.content_types(), "unsafe_xml"),
        ("_rels/.rels", ENTITY + made.relations(), "unsafe_xml"),
        (made.SHEET, "<worksheet><sheetData>", "damaged"),
        ("XL/WORKSHEETS/SHEET1.XML", "<a/>", "damaged"),
    ],
)
def test_a_workbook_with_more_than_sheets_is_refused(tmp_path, part, content, code):
    assert verdict(workbook(tmp_path, **{part: content})) == code


@pytest.mark.parametrize(
    ("kind", "code"), [("hyperlink", None), ("attachedTemplate", "external_link")]
)
def test_only_links_that_people_click_may_lead_outside(tmp_path, kind, code):
    outside = made.relation("r1", kind, "http://x.example/", 'TargetMode="External"')
    listing = {"xl/worksheets/_rels/sheet1.xml.rels": made.relations(outside)}
    path = workbook(tmp_path, **listing)

    assert (verdict(path) if code else read_sheets(path)[0].name) == (code or "台账")


@pytest.mark.parametrize("mebibytes", [30, 110])
def test_a_part_that_unfolds_beyond_measure_is_refused(tmp_path, mebibytes):
    path = made.zeros(workbook(tmp_path), "xl/media/a.bin", mebibytes)

    assert verdict(path) == "bomb"


def test_parts_that_together_unfold_too_far_are_refused(tmp_path):
    assert verdict(workbook(tmp_path), Limits(declared_bytes=1_000)) == "bomb"


def test_more_entries_than_a_workbook_needs_are_refused(tmp_path):
    many = {f"xl/media/{number}.png": b"" for number in range(500)}

    assert verdict(workbook(tmp_path, **many)) == "bomb"


def test_entries_that_share_their_bytes_are_refused(tmp_path):
    path = workbook(tmp_path)
    with zipfile.ZipFile(path, "a") as target:
        target.writestr("xl/a.png", b"x")
        twin = zipfile.ZipInfo("xl/b.png")
        first = target.getinfo("xl/a.png")
        for name in ("header_offset", "CRC", "compress_size", "file_size"):
            setattr(twin, name, getattr(first, name))
        target.filelist.append(twin)

    assert verdict(path) == "bomb"


def test_a_part_larger_than_its_header_says_is_refused(tmp_path):
    path = workbook(tmp_path, **{"xl/media/a.bin": b"0" * 5_000})
    said = (5_000).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(said, (10).to_bytes(4, "little")))

    assert verdict(path) == "damaged"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="1"><c r="XFD1"><v>1</v></c></row>', "too_many_columns"),
        ("<row/>" * 50_001, "too_many_rows"),
        (
            '<row r="1"><c r="A1" t="str"><v>' + "a" * 40_000 + "</v></c></row>",
            "cell_too_long",
        ),
        ('<row r="2"/><row r="1"/>', "damaged"),
        ('<row r="1"><c r="A1" t="s"><v>9</v></c></row>', "damaged"),
    ],
)
def test_a_sheet_beyond_the_limits_is_refused(tmp_path, data, code):
    assert verdict(workbook(tmp_path, data)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\n" * 50_001 + b"a", "too_many_rows"),
        (b"a," * 300 + b"a", "too_many_columns"),
        (b'a,"b\nc,d\n', "broken_csv"),
    ],
)
def test_a_csv_beyond_the_limits_is_refused(tmp_path, content, code):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    assert verdict(path) == code


def test_tall_ranges_over_one_another_are_refused(tmp_path):
    tall = '<mergeCell ref="A1:A50000"/>' * 100
    content = made.parts(ONE, after=f"<mergeCells>{tall}</mergeCells>")

    assert verdict(made.archive(tmp_path / "a.xlsx", content)) == "too_complex"


@pytest.mark.parametrize(
    "limits", [Limits(wall_seconds=0), Limits(memory_bytes=30 * made.MEBIBYTE)]
)
def test_a_child_out_of_time_or_memory_is_a_refusal(tmp_path, limits):
    path = tmp_path / "a.csv"
    path.write_bytes(b"a,b\n" * 2_000_000)

    assert verdict(path, limits) == "too_complex"


def test_of_a_child_that_broke_the_place_is_logged_and_nothing_of_the_file(caplog):
    path = "/nowhere/李秀英.csv"
    with pytest.raises(FileRefused) as refusal:
        list(answers("sheet_child", {"path": path}, Limits()))

    assert refusal.value.code == "damaged"
    assert "FileNotFoundError" in caplog.text
    assert "pathlib" in caplog.text
    assert "李秀英" not in caplog.text


def test_a_refusal_says_what_to_do():
    with override("en"):
        assert FileRefused("too_large").message == (
            "The file is larger than 20 MB. Split it."
        )
