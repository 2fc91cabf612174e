import io
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
import weasyprint
from django.template import Context, Engine
from pypdf import PdfReader
from pypdf.generic import ContentStream

from consumer_protection.core.documents import glyphs, pdf_child
from consumer_protection.core.documents.pdf import (
    Allowance,
    PdfAttachment,
    RenderFailed,
    render_pdf,
)

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NOON = datetime(2025, 1, 15, 12, tzinfo=UTC)
PITCH, CHARACTER = 28.98, 15.79
EDGE = (210 - 26) * 72 / 25.4
RARE = "䶮𠮷𬎆"
PRIVATE_USE = "\ue863"

# One for each way a page can ask for something, with the address it asks for.
ASKING = {
    "img": '<img src="http://a.test/1">',
    "link": '<link rel="stylesheet" href="http://a.test/1">',
    "import": "<style>@import url(http://a.test/1);</style>",
    "background": "<style>p{background:url(http://a.test/1)}</style><p>x",
    "font": "<style>@font-face{font-family:f;src:url(http://a.test/1)}</style>",
    "attachment link": '<link rel="attachment" href="http://a.test/1">',
    "attachment": '<a rel="attachment" href="http://a.test/1">x</a>',
    "object": '<object data="http://a.test/1"></object>',
    "embed": '<embed src="http://a.test/1">',
    "svg image": '<svg width="9" height="9"><image width="9" height="9" '
    'href="http://a.test/1"/></svg>',
    "base": '<base href="http://a.test/"><img src="1">',
    "list style": "<style>li{list-style-image:url(http://a.test/1)}</style><li>x",
    "content": "<style>p::before{content:url(http://a.test/1)}</style><p>x",
    "data": '<img src="data:image/png;base64,AAAA">',
    "file": '<img src="file:///etc/passwd">',
    "relative": '<img src="logo.png">',
    "way out": '<img src="asset:../settings.py">',
    "missing asset": '<img src="asset:missing.png">',
}


def page(text="", **blocks):
    """The official document with these blocks; each is a template that sees `text`."""
    filled = "".join(
        f"{{% block {name} %}}{source}{{% endblock %}}"
        for name, source in {"title": "", "signature": "", **blocks}.items()
    )
    source = '{% extends "shared/documents/official.html" %}' + filled
    document = SimpleNamespace(
        title="工作报告",
        organisation="××县农村信用合作联社",
        date_text="2025年1月15日",
        is_draft="草稿" in blocks.get("body", ""),
        is_demo=False,
    )
    context = Context({"document": document, "text": text})
    return Engine(dirs=[TEMPLATES]).from_string(source).render(context)


def read(html, **options):
    return PdfReader(io.BytesIO(render_pdf(html, title="工作报告", **options)))


def runs(paper):
    """(left edge, baseline from the top, number of glyphs) of each piece of text."""
    left = top = 0
    for operands, operator in ContentStream(paper.get_contents(), paper.pdf).operations:
        if operator == b"Tm":
            left, top = operands[4] * 0.75, operands[5] * 0.75
        if operator == b"TJ":
            texts = [each for each in operands[0] if isinstance(each, str | bytes)]
            yield left, top, sum(len(each.original_bytes) for each in texts) // 2


def lines(paper):
    """The number of glyphs on every baseline inside the type area, from the top."""
    counts = Counter()
    for _, top, count in runs(paper):
        if 37 < top * 25.4 / 72 < 297 - 35:
            counts[round(top, 2)] += count
    return sorted(counts.items())


def undrawn(document):
    """The fonts that stand for a character they cannot draw."""
    fonts = document.pages[0]["/Resources"]["/Font"].values()
    encodings = [font.get_object()["/Encoding"] for font in fonts]
    return [each for each in encodings if each != "/Identity-H"]


@pytest.fixture(scope="module")
def plain():
    """Two full pages and a third, of one paragraph."""
    return read(page(text="国" * 28 * 50, body="<!--草稿--><p>{{ text }}</p>")).pages


def test_a_full_page_has_22_lines_of_28_characters(plain):
    rows = lines(plain[0])

    # The first line is indented by two characters.
    assert [count for _, count in rows] == [26] + [28] * 21
    assert rows[-1][0] - rows[0][0] == pytest.approx(21 * PITCH, abs=0.5)


def test_headings_figures_and_rare_characters_keep_the_grid():
    body = """<h2>一、机制</h2><h3>（一）治理</h3><h4>1. 会议</h4>
    <p>受理<a class="figure" href="#a">17</a><sup class="ref">12</sup>件。</p>
    <p>{{ text }}三人</p><p id="a">完</p>"""
    paper = read(page(text=RARE, body=body)).pages[0]

    lifted = 6
    heights = [height for height, _ in lines(paper)]
    steps = [(height - heights[0]) / PITCH for height in heights]
    on_grid = [step for step in steps if abs(step - round(step)) < 0.02]

    assert [round(step) for step in on_grid] == [0, 1, 2, 3, 4, 5]
    # Only the reference stands off its line, raised by its six points.
    assert len(steps) == len(on_grid) + 1
    assert heights[3] + lifted == pytest.approx(heights[4], abs=0.1)


def test_page_numbers_stand_on_the_outer_side(plain):
    last = [max(runs(paper), key=lambda run: run[1]) for paper in plain]

    assert [left > 300 for left, _, _ in last] == [True, False, True]
    assert [top * 25.4 / 72 > 297 - 35 + 7 for _, top, _ in last] == [True] * 3
    assert ["— 3 —" in paper.extract_text() for paper in plain] == [False, False, True]


def test_a_draft_says_so_on_every_page(plain):
    assert all("草稿" in paper.extract_text() for paper in plain)


def test_the_head_of_a_table_is_repeated_and_an_appendix_starts_a_page():
    appendix = """<section class="appendix landscape"><p class="mark">附件</p>
    <table><thead><tr><th>{{ text }}</th></tr></thead>
    {% for row in "国国国国国国国国国国国国国国国国国国国国国国国国国国国国国国" %}
    <tr><td>{{ row }}</td></tr>{% endfor %}</table></section>"""

    first, *rest = read(page(text="序号", body="<p>正文", appendix=appendix)).pages

    assert "附件" not in first.extract_text()
    assert "附件" in rest[0].extract_text()
    assert len(rest) > 1
    assert all("序号" in paper.extract_text() for paper in rest)
    assert all(paper.mediabox.width > paper.mediabox.height for paper in rest)


def test_the_signature_is_centred_over_a_date_four_characters_from_the_edge():
    paper = read(page(body="<p>正文。</p>", signature="{{ block.super }}")).pages[0]

    printed = sorted((top, left, count) for left, top, count in runs(paper))
    (text, *_), (name, name_left, _), (date, date_left, count) = printed[:3]

    assert [round((each - text) / PITCH) for each in (name, date)] == [3, 4]
    assert count == len("2025年1月15日")
    right = EDGE - 4 * CHARACTER
    middle = (date_left + right) / 2
    assert middle == pytest.approx(name_left + 11 * CHARACTER / 2, abs=1)


@pytest.mark.parametrize("html", ASKING.values(), ids=ASKING)
def test_the_fetcher_notes_and_refuses(html, tmp_path):
    fetcher = pdf_child.AssetFetcher(tmp_path)

    weasyprint.HTML(string=html, base_url="asset:", url_fetcher=fetcher).write_pdf()

    assert len(set(fetcher.refused)) == 1


def test_whatever_is_refused_fails_the_job_and_is_named():
    html = "".join(ASKING[name] for name in ("img", "font", "missing asset", "data"))

    with pytest.raises(RenderFailed) as failure:
        render_pdf(html, title="x")

    assert "http://a.test/1" in str(failure.value)
    assert "asset:missing.png" in str(failure.value)
    assert "data:image/png" in str(failure.value)


def test_an_asset_of_ours_is_printed(tmp_path):
    (tmp_path / "mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<text y="9">MARK</text></svg>'
    )

    document = read('<img src="asset:mark.svg">', allowance=Allowance(assets=tmp_path))

    assert "MARK" in document.pages[0].extract_text()


def test_what_people_type_stays_text():
    typed = '<b>粗</b><img src="http://a.test/1"></style><style>' + "<div>" * 2000

    document = read(page(text=typed, body="<p>{{ text }}</p>"))

    printed = "".join(paper.extract_text() for paper in document.pages)
    assert '<b>粗</b><imgsrc="http' in "".join(printed.split())
    assert "".join(printed.split()).count("<div>") > 1900


def test_rare_names_print_and_can_be_copied():
    document = read(page(text=RARE, body="<h2>{{ text }}</h2><p>{{ text }}</p>"))

    assert document.pages[0].extract_text().count(RARE) == 2
    assert not undrawn(document)
    assert not glyphs.missing_glyphs(RARE)


def test_what_no_font_draws_is_listed_and_seen_in_the_pdf():
    text = f"王{PRIVATE_USE}　\n{PRIVATE_USE}"

    assert glyphs.missing_glyphs(text) == [f"{PRIVATE_USE} (U+E863)"]
    assert undrawn(read(page(text=text, body="<p>{{ text }}</p>")))


@pytest.mark.parametrize(
    "allowance",
    [Allowance(memory_bytes=150 * 1024 * 1024), Allowance(seconds=1)],
    ids=["memory", "time"],
)
def test_a_child_past_its_limits_fails_alone(allowance):
    table = "<table>" + "<tr><td>国<td>国<td>国</tr>" * 5000 + "</table>"

    with pytest.raises(RenderFailed, match="时间或内存"):
        render_pdf(table, title="x", allowance=allowance)


def test_a_page_nested_too_deeply_fails_with_a_plain_word():
    with pytest.raises(RenderFailed, match="嵌套层次过深"):
        render_pdf("<div>" * 2000, title="x")


def test_attachments_and_metadata_travel_inside_and_equal_input_gives_equal_bytes():
    sheet = PdfAttachment("figures.csv", "件数,17".encode(), "数据")
    options = {"author": "联社", "created": NOON, "attachments": [sheet]}

    printed = [render_pdf("<p>x", title="工作报告", **options) for _ in range(2)]
    document = PdfReader(io.BytesIO(printed[0]))

    assert printed[0] == printed[1]
    assert document.attachments == {"figures.csv": [sheet.body]}
    assert document.metadata.title == "工作报告"
    assert document.metadata.author == "联社"
    assert document.metadata.creation_date == NOON


def test_the_name_of_an_attachment_is_ascii():
    with pytest.raises(ValueError, match="ASCII"):
        PdfAttachment("附件.csv", b"")
