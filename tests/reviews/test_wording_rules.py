"""The rules that ship, and what a rule must be to be taken."""

from dataclasses import replace

import pytest

from consumer_protection.core.codes import code_list
from reviews.wording.checking import Material, check
from reviews.wording.examples import NAME, faults, finds
from reviews.wording.patterns import PatternRefused, compile_pattern
from reviews.wording.rules import INSTITUTION, Rule
from reviews.wording_data import shipped_rules
from reviews.wording_states import KINDS

RULES = [Rule.of(row) for row in shipped_rules()]


def found(text, *rules, kind="", medium=""):
    return check(text, rules or RULES, Material(kind, medium, (NAME,)))


def named(code):
    return next(one for one in RULES if one.code == code)


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_the_examples_of_every_rule_hold(rule):
    assert faults(rule) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda one: one.code)
def test_every_rule_says_why_by_what_law_and_what_to_write(rule):
    assert rule.reason and rule.law and rule.article and rule.suggestion
    assert rule.severity in {"block", "warn"}
    assert set(rule.kinds) <= set(KINDS)
    assert len(set(rule.words)) == len(rule.words)


def test_more_than_a_hundred_and_fifty_words_over_all_classes(first_data):
    assert sum(len(one.words) + len(one.patterns) for one in RULES) >= 150
    assert {one.wording_class for one in RULES} == set(
        code_list("wording_class").labels
    )


def test_every_word_alone_is_hit():
    missed = [
        (rule.code, word)
        for rule in RULES
        if not rule.is_omission and not rule.signs
        for word in rule.words
        if not finds(rule, word)
    ]

    assert missed == []


@pytest.mark.parametrize("word", ["国家级", "最高级", "最佳"])
def test_the_three_words_the_law_names_block(word):
    assert [hit.severity for hit in found(f"{word}服务").hits] == ["block"]


def test_exaggeration_blocks_online_and_warns_in_an_outlet():
    rule = named("exaggeration.net_words")

    assert [one.severity for one in found("超低利率", rule, medium="poster").hits] == [
        "warn"
    ]
    assert [one.severity for one in found("超低利率", rule, medium="wechat").hits] == [
        "block"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "本产品为非保本浮动收益理财",
        "不保证收益",
        "风险等级：低风险",
        "产品风险等级为R1（低风险）",
        "存款保险最高偿付限额50万元",
        "本机构经国务院银行业监督管理机构批准设立",
        "宣称保本高息的都是骗局",
    ],
)
def test_its_surroundings_make_a_word_harmless(text):
    assert found(text).hits == ()


@pytest.mark.parametrize(
    "text", ["不仅保本，还有高额回报", "非常保本", "保本！非同凡响"]
)
def test_a_word_beside_it_that_only_looks_like_a_not_does_not(text):
    assert any(hit.wording_class == "guarantee" for hit in found(text).hits)


def test_a_daily_rate_needs_an_annual_rate_in_the_same_text():
    assert found("日息低至0.02%", named("loan_rate.daily")).hits
    assert not found(
        "日息低至0.02%，年化利率（单利）7.2%", named("loan_rate.daily")
    ).hits


def test_a_hit_is_told_by_its_place_in_the_text_as_given():
    text = "本产品【保】 【本】，欢迎"
    hit = found(text, named("guarantee.principal")).hits[0]

    assert text[hit.start : hit.end] == hit.text == "保】 【本"
    assert "广告法" in hit.law


def test_the_full_name_of_the_institution_must_stand_there():
    rule = named("missing.institution")

    assert found("明溪农信联社惠农贷款热办中", rule).omissions
    assert not found("明溪县农村信用合作联社惠农贷款热办中", rule).omissions


def test_the_cost_table_is_asked_for_from_its_first_day():
    row = next(row for row in shipped_rules() if row["code"] == "missing.all_in_cost")

    assert row["valid_from"] == "2026-08-01"


def test_a_rule_with_an_example_that_fails_is_unfit():
    rule = named("guarantee.principal")

    assert any("保本" in one for one in faults(replace(rule, negative=("保本产品",))))
    assert any("存款" in one for one in faults(replace(rule, positive=("存款",))))
    assert faults(replace(rule, positive=()))
    assert faults(replace(rule, words=(), patterns=()))


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+$",
        "(保+)+本",
        "(.*)*x",
        "((甲|乙)|丙)丁",
        r"(甲)\1",
        "保.*本",
        "保{1,99999}本",
        "[保本]+息",
        "",
        "…",
        "#",
        "(|甲)乙丙",
        "(甲",
        "甲|乙",
        "甲…乙…丙…丁",
        "甲乙##",
        "甲" * 400,
    ],
)
def test_a_pattern_that_could_run_away_is_refused(source):
    with pytest.raises(PatternRefused) as refused:
        compile_pattern(source)

    assert str(refused.value)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("(日|月)息#(%|厘)", "月息 3 厘"),
        ("收益(高达|超)?#%", "收益5.5%"),
        ("由…承保", "由某某人寿保险公司承保"),
        ("年化利率…#%", "年化利率（单利）：3.85%"),
    ],
)
def test_what_a_pattern_finds(source, text):
    rule = replace(named("loan_rate.daily"), words=(), patterns=(source,), unless=())

    assert found(text, replace(rule, allowed=())).hits


def test_a_name_token_is_no_word_of_a_text():
    assert not found(INSTITUTION, named("guarantee.principal")).hits
