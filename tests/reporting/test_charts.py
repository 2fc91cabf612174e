"""Small charts and the comparison in the papers: the same numbers everywhere."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from django.urls import reverse
from docx import Document
from lxml import etree
from openpyxl import load_workbook

from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.drawing import WIDTH, drawn
from consumer_protection.core.figures import Earlier
from consumer_protection.core.models import Institution, User
from reporting import papers
from reporting.annexes import MOST, shortened
from reporting.documents import report_html
from reporting.models import ReportRun
from reporting.reports.building import freeze
from reporting.reports.charts import DRAWN, chart_of, charts_of
from reporting.reports.frozen import Frozen, content_hash
from tests.reporting.conftest import AT

CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


@pytest.fixture
def frozen(person):
    root = Institution.objects.get().unit
    return freeze("annual_work", "2024", root=root, asker=User.objects.system(), at=AT)


def files(frozen):
    found = papers.make(frozen, AT, "annual_work-2024", is_draft=False, is_demo=False)
    return {name.rsplit(".", 1)[1]: content for name, _type, content in found}


def with_fact(frozen, code, **changes):
    facts = {**frozen.facts, code: replace(frozen.facts[code], **changes)}
    return replace(frozen, facts=facts)


def cached(part):
    """The labels and values that a chart part holds."""
    root = etree.fromstring(part)
    series = root.findall(f".//{CHART}ser")[-1]
    labels = [v.text for v in series.findall(f"{CHART}cat//{CHART}v")]
    values = [float(v.text) for v in series.findall(f"{CHART}val//{CHART}v")]
    return labels, values


def parts(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = sorted(name for name in package.namelist() if name.startswith(folder))
        return [package.read(name) for name in names]


def test_each_chart_tells_the_figure_in_paper_word_and_workbook(frozen):
    made = files(frozen)
    html = report_html(frozen, AT, is_draft=False, is_demo=False)
    words = parts(made["docx"], "word/charts/chart")
    sheets = parts(made["xlsx"], "xl/charts/chart")

    told = re.findall(r"<desc>(.*?)</desc>", html)
    charts = list(charts_of(frozen).values())
    assert len(charts) == len(told) == len(words) == len(sheets) == len(DRAWN)
    for chart, desc, word, sheet in zip(charts, told, words, sheets, strict=True):
        counts = list(chart.series[-1].values)
        assert desc == chart.in_words
        assert cached(word) == (list(chart.labels), counts)
        assert cached(sheet)[1] == counts
        assert sum(counts) == frozen.facts["complaints.received"].value


def test_a_chart_has_the_same_number_and_title_everywhere(frozen):
    made = files(frozen)
    html = report_html(frozen, AT, is_draft=False, is_demo=False)
    word = [one.text for one in Document(io.BytesIO(made["docx"])).paragraphs]
    sheet = load_workbook(io.BytesIO(made["xlsx"]))["投诉统计"].values
    book = [row[0] for row in sheet]

    captions = [chart.caption for chart in charts_of(frozen).values()]

    assert captions[0] == "图1　投诉按受理来源（单位：件）"
    for found in (re.findall(r"<figcaption>(.*?)</figcaption>", html), word, book):
        assert [told for told in found if told and told.startswith("图")] == captions


def test_a_run_read_back_draws_the_largest_first_and_gives_the_same_files(
    person, frozen
):
    ReportRun.objects.create(
        root=Institution.objects.get().unit, kind="annual_work", period="2024",
        requested_by=person("officer"), requested_at=AT, as_of=AT, status="built",
        frozen=frozen.to_json(),
    )  # fmt: skip

    again = Frozen.from_json(ReportRun.objects.get().frozen)

    for code, chart in charts_of(again).items():
        counts = list(chart.series[-1].values)
        assert chart.is_standing or counts == sorted(counts, reverse=True)
        assert chart == charts_of(frozen)[code]
    assert content_hash(again.content()) == content_hash(frozen.content())
    assert files(again) == files(frozen)


def test_charts_of_the_workbook_stand_over_its_own_cells(frozen):
    book = load_workbook(io.BytesIO(files(frozen)["xlsx"]))
    page = book["投诉统计"]

    for chart in page._charts:
        series = chart.series[0]
        cells = page[series.val.numRef.f.split("!")[1].replace("$", "")]
        held = [row[0].value for row in cells]
        assert held == [float(point.v) for point in series.val.numRef.numCache.pt]


def test_the_page_draws_them_under_the_section_without_inline_looks(
    client, person, frozen
):
    ReportRun.objects.create(
        root=Institution.objects.get().unit, kind="annual_work", period="2024",
        requested_by=person("officer"), requested_at=AT, as_of=AT, status="built",
        frozen=frozen.to_json(),
    )  # fmt: skip
    client.force_login(person("board"))

    address = reverse("reporting:run_detail", args=[ReportRun.objects.get().pk])
    page = client.get(address).content.decode()

    assert page.count('<svg role="img"') == len(DRAWN)
    assert "style=" not in page


def test_the_year_before_stands_beside_and_says_where_it_is_from(frozen):
    code = "complaints.received.by_source"
    earlier = Earlier(
        {"direct_customer": 9}, "filed", "2023", source="《2023年报告》第3页"
    )

    chart = chart_of(with_fact(frozen, code, earlier=earlier), code)

    at = chart.labels.index("客户直接反映")
    assert [series.name for series in chart.series] == ["上年", "本年"]
    assert chart.series[0].values[at] == 9
    assert chart.series[0].values[at - 1] is None
    assert "引自已报送报告《2023年报告》第3页" in chart.caption


def test_the_workbook_cites_no_year_before_where_it_draws_none(frozen):
    code = "complaints.received.by_source"
    earlier = Earlier({"direct_customer": 9}, "filed", "2023", source="《2023年报告》")

    made = files(with_fact(frozen, code, earlier=earlier))

    sheet = load_workbook(io.BytesIO(made["xlsx"]))["投诉统计"]
    told = [row[0] for row in sheet.values if row[0] and row[0].startswith("图1")]
    assert told == ["图1　投诉按受理来源（单位：件）"]
    assert len(sheet._charts[0].series) == 1


def test_the_comparison_stands_in_every_paper(frozen):
    code = "complaints.received"
    earlier = Earlier(14, "filed", "2023", source="《2023年报告》")
    compared = with_fact(frozen, code, earlier=earlier)

    made = files(compared)

    html = report_html(compared, AT, is_draft=False, is_demo=False)
    tables = Document(io.BytesIO(made["docx"])).tables
    word = [cell.text for table in tables for row in table.rows for cell in row.cells]
    sheet = load_workbook(io.BytesIO(made["xlsx"]))["投诉统计"].values
    book = [value for row in sheet for value in row]
    for told in ("与上年对比", "14件", "较上年增加3件，增长21.43%"):
        assert told in html
        assert told in book
    assert "14件" in word
    assert "引自已报送报告《2023年报告》" in word
    assert "引自已报送报告《2023年报告》" in book
    assert "与上年对比" not in report_html(frozen, AT, is_draft=False, is_demo=False)


@pytest.mark.parametrize("value", [None, {}, {"direct_customer": 5}])
def test_nothing_to_compare_is_no_chart(frozen, value):
    code = "complaints.received.by_source"

    assert chart_of(with_fact(frozen, code, value=value), code) is None


def test_many_parts_become_a_rest_that_keeps_the_sum(frozen):
    code = "complaints.received.by_category"
    value = {f"part{number}": number + 1 for number in range(30)}

    chart = chart_of(with_fact(frozen, code, value=value), code)

    assert len(chart.labels) == 8
    assert chart.labels[-1] == "其他"
    assert sum(chart.series[0].values) == sum(value.values())


BAD = (
    "=1+1",
    "<b>x</b>",
    "</desc><script>",
    "甲" * 60,
    "a\x0bb",
    "\ufffe",
    "{{ 7 }}",
    "&amp;",
)


def test_hostile_labels_are_text_in_every_drawing(frozen):
    code = "complaints.received.by_source"
    keys = [f"k{number}" for number in range(len(BAD))]
    hostile = with_fact(
        frozen,
        code,
        value=dict.fromkeys(keys, 2),
        labels=dict(zip(keys, BAD, strict=True)),
    )

    made = files(hostile)

    html = report_html(hostile, AT, is_draft=False, is_demo=False)
    assert "<script" not in html
    assert "<b>x" not in html
    labels = cached(parts(made["docx"], "word/charts/chart")[0])[0]
    assert labels[:2] == ["=1+1", "<b>x</b>"]
    Document(io.BytesIO(made["docx"]))
    assert not [
        cell.coordinate
        for page in load_workbook(io.BytesIO(made["xlsx"]))
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("count", [2, 3, 12, 40])
@pytest.mark.parametrize("is_standing", [True, False])
def test_a_drawing_stays_on_its_plane(count, is_standing):
    labels = tuple(f"第{number}类业务名称很长" for number in range(count))
    values = tuple(range(count))
    chart = Chart(
        "题", "件", labels, (Series("本年", values),), is_standing=is_standing
    )

    plane = drawn(chart)

    assert len(plane.bars) == count
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in plane.bars)
    assert all(bar.y >= 0 and bar.y + bar.height <= plane.height for bar in plane.bars)


def test_a_long_table_ends_on_paper_and_goes_on_in_the_workbook(frozen):
    rows = [
        {"title": f"制度{number}", "number": "", "category": "综合", "action": "新增",
         "effective_on": "2024-01-01"}
        for number in range(MOST + 7)
    ]  # fmt: skip
    long = replace(frozen, tables={**frozen.tables, "policies": rows})

    assert len(shortened(long.tables)["policies"]) == MOST
    html = report_html(long, AT, is_draft=False, is_demo=False)
    book = load_workbook(io.BytesIO(files(long)["xlsx"]))["制度清单"]
    assert "另有7行，见附件工作簿。" in html
    assert f"制度{MOST + 6}" not in html
    assert f"制度{MOST + 6}" in [row[1] for row in book.values]
