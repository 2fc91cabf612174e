"""The change since the year before, in words."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consumer_protection.core.figures import Earlier, Fact
from reporting.reports.changes import change_rows, change_text
from reporting.reports.text import linked, place, places, plain

CITED = "《2023年度工作报告》（明农信联〔2024〕5号）"


def fact(now, then, unit="件", code="a.count", **more):
    told = {"origin": "computed", "period": "2023"} | more
    earlier = None if then is None else Earlier(then, **told)
    return Fact(code, unit, now, earlier=earlier)


@pytest.mark.parametrize(
    ("now", "then", "unit", "text"),
    [
        (17, 14, "件", "较上年增加3件，增长21.43%"),
        (14, 17, "件", "较上年减少3件，下降17.65%"),
        (17, 17, "件", "与上年持平"),
        (0, 0, "件", "与上年持平"),
        (3, 0, "件", "较上年增加3件，上年为0"),
        (0, 3, "件", "较上年减少3件，下降100.00%"),
        (93.75, 92.55, "%", "较上年上升1.20个百分点"),
        (92.55, 93.75, "%", "较上年下降1.20个百分点"),
        (5.0, 0.0, "%", "较上年上升5.00个百分点"),
        (100.0, 100, "%", "与上年持平"),
        (1292.5, 92.5, "元", "较上年增加1,200.00元，增长1,297.30%"),
        (0.19, 0.16, "件/万户", "较上年增加0.03件/万户，增长18.75%"),
        (3, None, "件", ""),
        (None, 3, "件", ""),
    ],
)
def test_the_change_reads_so(now, then, unit, text):
    assert change_text(fact(now, then, unit)) == text.replace("1,297", "1297")


def test_part_of_a_year_compares_with_the_same_part():
    told = fact(2, 1, is_whole_year=False)

    assert change_text(told) == "较上年同期增加1件，增长100.00%"


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_the_words_agree_with_the_numbers(now, then):
    text = change_text(fact(now, then))

    if now == then:
        assert text == "与上年持平"
        return
    word, trend = ("增加", "增长") if now > then else ("减少", "下降")
    gap = abs(now - then)
    assert text.startswith(f"较上年{word}{gap}件，")
    if then:
        rate = (Decimal(gap) * 100 / then).quantize(Decimal("0.01"), ROUND_HALF_UP)
        assert text.endswith(f"，{trend}{rate}%")
    else:
        assert text.endswith("，上年为0")


@given(st.integers(0, 10000), st.integers(0, 10000))
def test_points_are_exact_to_the_second_decimal(now, then):
    text = change_text(fact(now / 100, then / 100, "%"))

    gap = abs(Decimal(now) - Decimal(then)) / 100
    assert (text == "与上年持平") if now == then else f"{gap:.2f}个百分点" in text


def test_places_of_the_change_are_filled_and_counted_as_the_figures():
    facts = {"a.count": fact(17, 14)}
    text = f"受理{place('a.count')}件，{place('a.count', aspect='change')}，上年{place('a.count', aspect='earlier')}件"

    assert plain(text, facts) == "受理17件，较上年增加3件，增长21.43%，上年14件"
    assert list(places(text)) == [("a.count", "")] * 3


def test_without_an_earlier_figure_a_typed_place_says_so():
    assert plain("⟦a.count@change⟧；⟦a.count@earlier⟧", {"a.count": fact(3, None)}) == (
        "上年无可比数据；—"
    )


def test_filed_numbers_say_once_in_a_paragraph_where_they_are_from():
    filed = {"origin": "filed", "source": CITED}
    facts = {
        "a.count": fact(17, 14, **filed),
        "a.rate": fact(93.75, 92.55, "%", "a.rate", **filed),
        "a.other": fact(2, 1, code="a.other"),
    }
    note = f"（上年数引自已报送报告{CITED}）"

    assert plain("⟦a.count@change⟧；⟦a.rate@change⟧。\n⟦a.rate@earlier⟧", facts) == (
        f"较上年增加3件，增长21.43%{note}；较上年上升1.20个百分点。\n92.55%{note}"
    )
    assert plain("⟦a.count@change⟧；⟦a.other@change⟧", facts) == (
        f"较上年增加3件，增长21.43%{note}；较上年增加1件，增长100.00%（上年数取自登记记录）"
    )


def test_a_title_with_markup_is_escaped_on_pages():
    facts = {"a.count": fact(2, 1, origin="filed", source="《<b>报告》")}

    html = linked("⟦a.count@change⟧", facts, lambda *_: "")
    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_parts_compare_by_key():
    parts = fact({"x": 3, "y": 1}, {"x": 2})

    assert change_text(parts, "x") == "较上年增加1件，增长50.00%"
    assert change_text(parts, "y") == "较上年增加1件，上年为0"
    assert change_text(parts) == "较上年增加2件，增长100.00%"


def test_parts_that_a_report_left_out_are_unknown():
    parts = fact({"x": 3, "y": 1}, {"x": 2}, origin="filed", source=CITED)

    assert change_text(parts, "x").startswith("较上年增加1件")
    assert change_text(parts, "y") == ""
    assert change_text(parts) == ""


def test_a_table_holds_only_figures_of_both_years():
    facts = {"a.count": fact(17, 14), "a.new": fact(1, None, code="a.new")}
    (row,) = change_rows(facts, {"a.count": "受理"}, facts)

    assert (row.label, row.now, row.earlier, row.direction) == (
        "受理",
        "17件",
        "14件",
        1,
    )
    assert (row.change, row.origin) == ("较上年增加3件，增长21.43%", "computed")
