"""Texts written differently to escape a check become alike, and keep their places."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.wording.folding import fold, fold_word


@pytest.mark.parametrize(
    "written",
    [
        "保本保息",
        "保 本 保 息",
        "保\u3000本\u200b保\ufeff息",
        "保-本-保-息",
        "保·本·保·息",
        "保*本*保*息",
        "【保】【本】【保】【息】",
        "保，本，保，息",
        "保\n本\n保\n息",
        "保̶本̶保̶息̶",
        "保夲保息",
        "保\u3164本\u3164保\u3164息",
        "保☆本☆保☆息",
    ],
)
def test_what_stands_between_characters_goes(written):
    assert fold(written).text.strip("，。") == "保本保息"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("１００％", "100%"),
        ("穩賺不賠", "稳赚不赔"),
        ("無風險", "无风险"),
        ("苐一", "第一"),
        ("АPR 5%", "apr5%"),
        ("年利率 3.85%", "年利率3.85%"),
        ("2026-08-01", "2026-08-01"),
        ("1,000,000元", "1000000元"),
        ("㈠", "一"),
    ],
)
def test_characters_that_look_alike_are_one(written, plain):
    assert fold(written).text == plain


def test_words_do_not_reach_over_the_end_of_a_sentence():
    assert "低风险" not in fold("收益等级：低\n风险提示：请阅读").text
    assert "高收益" not in fold("利率走高，收益不保证").text


def test_a_line_that_a_page_was_too_narrow_for_goes_on():
    assert (
        "保证收益"
        in fold("本产品由我社销售给广大辖内客户并且保证\n收益每年百分之五").text
    )


_MANY = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("保本，。、 \n-.3８％㈱ﷺ夲ﬁ①\u200b\u0336（）:：…\x00a")),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=80,
)


@settings(max_examples=400, deadline=None)
@given(_MANY)
def test_every_character_left_knows_where_it_stood(text):
    folded = fold(text)

    assert len(folded.text) == len(folded.offsets)
    assert list(folded.offsets) == sorted(folded.offsets)
    for place, char in zip(folded.offsets, folded.text, strict=True):
        assert 0 <= place < len(text)
        assert char == text[place] or char in _forms(text[place])


def _forms(char):
    """What one character alone may become."""
    return fold(char).text or fold_word(char)


@settings(max_examples=200, deadline=None)
@given(_MANY, _MANY)
def test_a_word_is_found_where_it_stands_whatever_is_around(before, after):
    text = f"{before}甲乙。稳赚不赔。丙丁{after}"
    folded = fold(text)
    at = folded.text.index("稳赚不赔")
    start, end = folded.span(at, at + 4)

    assert text[start:end] == "稳赚不赔"


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=" \u200b·-*_~|\u3000\u0336\u200d", max_size=5))
def test_noise_between_two_characters_never_hides_them(noise):
    text = f"这是保{noise}本产品"
    folded = fold(text)
    at = folded.text.index("保本")
    start, end = folded.span(at, at + 2)

    assert text[start:end] == f"保{noise}本"


@pytest.mark.parametrize("char", ["保", "a", "1", "\n", "，", " ", ".", "㈱", "("])
def test_a_megabyte_of_one_character_is_folded_soon(char):
    text = char * (1024 * 1024 // len(char.encode()))
    started = time.perf_counter()

    fold(text)

    assert time.perf_counter() - started < 5
