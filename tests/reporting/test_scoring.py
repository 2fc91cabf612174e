"""Assessment methods: they add up, rules take what they say, nobody's points get lost."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.figures import BOOK
from reporting.scoring import method as methods
from reporting.scoring.card import Mark, score
from reporting.scoring.method import MethodInvalid, read_method, shipped
from reporting.scoring.rules import read_rule

KNOWN = frozenset(BOOK)
CODES = ("2025", "2021")
FULL = {f"I{number:02d}": Mark(points=Decimal(100)) for number in range(1, 46)}


@pytest.fixture(params=CODES)
def method(request):
    return shipped(KNOWN)[request.param]


def test_both_shipped_methods_have_the_same_45_indicators_and_sum_to_100():
    first, second = (shipped(KNOWN)[code] for code in CODES)

    assert {one.code for one in first.indicators} == {
        one.code for one in second.indicators
    }
    assert len(first.indicators) == 45
    assert [len(one.elements) for one in (first, second)] == [7, 5]
    assert [sum(one.points for one in x.indicators) for x in (first, second)] == [
        100
    ] * 2


@pytest.mark.parametrize(
    ("element", "least"),
    [
        ("organs", 10),
        ("suitability", 10),
        ("marketing", 25),
        ("disputes", 25),
        ("education", 10),
        ("service", 5),
        ("information", 5),
    ],
)
def test_each_element_of_2025_carries_its_official_weight(element, least):
    found = {one.code: one.points for one in shipped(KNOWN)["2025"].elements}

    assert found[element] >= least


@pytest.mark.parametrize(
    ("total", "of_2021", "of_2025"),
    [
        ("94", "一级", "1级"),
        ("90", "一级", "1级"),
        ("89.99", "二级A", "2级"),
        ("85", "二级A", "2级"),
        ("84.99", "二级B", "2级"),
        ("80", "二级B", "2级"),
        ("79.99", "二级C", "3级"),
        ("75", "二级C", "3级"),
        ("74.99", "三级A", "3级"),
        ("70", "三级A", "3级"),
        ("69.99", "三级B", "4级"),
        ("60", "三级C", "4级"),
        ("59.99", "四级", "5级"),
        ("0", "四级", "5级"),
    ],
)
def test_grades_begin_at_their_lower_bound(total, of_2021, of_2025):
    both = shipped(KNOWN)

    assert both["2021"].grade(Decimal(total)).name == of_2021
    assert both["2025"].grade(Decimal(total)).name == of_2025


def test_supervision_takes_25_at_most_and_only_by_the_method_that_knows_it():
    marks = FULL | {"I23": Mark(points=Decimal(3))}
    both = shipped(KNOWN)

    card = score(both["2021"], {}, marks, deducted=Decimal(40))
    assert (card.deducted, card.total, card.grade.name) == (25, 73, "三级A")
    assert score(both["2025"], {}, marks, deducted=Decimal(40)).total == 98


def test_full_marks_make_100(method):
    card = score(method, {}, FULL)

    assert card.total == 100
    assert card.grade == method.grades[0]


def test_without_values_and_marks_there_is_no_grade(method):
    card = score(method, {}, {})

    assert card.grade is None
    assert len(card.missing) == sum(one.points > 0 for one in method.indicators)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.sets(st.sampled_from(sorted(FULL)), max_size=44))
def test_what_does_not_apply_gives_its_points_to_the_others(left_out):
    marks = FULL | {code: Mark(is_applicable=False) for code in left_out}
    for code in CODES:
        card = score(shipped(KNOWN)[code], {}, marks)
        scored = [one for one in card.lines if one.available]
        if scored:
            assert abs(sum(one.available for one in card.lines) - 100) < Decimal("1e-9")
            assert abs(card.total - 100) < Decimal("0.25")


def test_points_stay_in_their_element_while_anything_of_it_applies():
    left_out = {code: Mark(is_applicable=False) for code in ("I10", "I11", "I12")}
    card = score(shipped(KNOWN)["2025"], {}, FULL | left_out)
    lines = {one.indicator.code: one.available for one in card.lines}

    assert lines["I13"] == 10
    assert lines["I01"] == 2


def test_a_whole_element_that_does_not_apply_is_shared_by_all():
    left_out = {f"I{n}": Mark(is_applicable=False) for n in range(10, 14)}
    card = score(shipped(KNOWN)["2025"], {}, FULL | left_out)
    lines = {one.indicator.code: one.available for one in card.lines}

    assert lines["I23"] == pytest.approx(Decimal(5) * 100 / 90)


def test_without_evidence_half_is_the_most(method):
    marks = FULL | {"I23": Mark(points=Decimal(100), has_evidence=False)}
    card = score(method, {}, marks)
    line = next(one for one in card.lines if one.indicator.code == "I23")

    assert (line.is_capped, line.score, card.total) == (True, Decimal("2.50"), 97.5)


def test_a_score_by_hand_stands_beside_the_computed_one(method):
    values = {"complaints.on_time_rate": Decimal(100), "complaints.overdue": Decimal(1)}
    marks = FULL | {"I23": Mark(points=Decimal(3), reason="补充材料")}
    card = score(method, values, marks)
    line = next(one for one in card.lines if one.indicator.code == "I23")

    assert (line.computed, line.score, line.is_overridden) == (
        Decimal("4.50"),
        Decimal("3.00"),
        True,
    )


@pytest.mark.parametrize(
    ("veto", "total", "grade"),
    [
        ("concealed", 59, "5级"),
        ("mass_incident", 100, "2级"),
        ("mediation_refused", 98, "1级"),
        ("leak_hidden", 92, "1级"),
    ],
)
def test_a_veto_outweighs_points(veto, total, grade):
    card = score(shipped(KNOWN)["2025"], {}, FULL, vetoes=[veto])

    assert (card.total, card.grade.name) == (total, grade)


RULES = [
    ({"kind": "ratio", "of": "a", "to": "b"}, {"a": 3, "b": 4}, "0.25"),
    ({"kind": "ratio", "of": "a", "to": "b"}, {"a": 5, "b": 4}, "0"),
    ({"kind": "ratio", "of": "a", "to": "b", "weight": 0.5}, {"a": 0, "b": 4}, "0.5"),
    ({"kind": "ratio", "of": "a", "to": "b"}, {"a": 0, "b": 0}, None),
    ({"kind": "ratio", "of": "a", "to": "b"}, {"a": 3, "b": None}, None),
    ({"kind": "bands", "value": "a", "bands": [[95, 1], [90, 0.8]]}, {"a": 95}, "0"),
    (
        {"kind": "bands", "value": "a", "bands": [[95, 1], [90, 0.8]]},
        {"a": Decimal("94.99")},
        "0.2",
    ),
    ({"kind": "bands", "value": "a", "bands": [[95, 1], [90, 0.8]]}, {"a": 89}, "1"),
    (
        {"kind": "per_point", "value": "a", "full": 100, "each": 0.05},
        {"a": Decimal("98.5")},
        "0.075",
    ),
    (
        {"kind": "per_point", "value": "a", "full": 3, "each": 0.5, "is_above": True},
        {"a": 4},
        "0.5",
    ),
    (
        {"kind": "per_point", "value": "a", "full": 3, "each": 0.5, "is_above": True},
        {"a": 2},
        "0",
    ),
    ({"kind": "deduct_each", "count": "a", "each": 0.25}, {"a": 2}, "0.5"),
    ({"kind": "deduct_each", "count": "a", "each": 0.25, "most": 0.3}, {"a": 2}, "0.3"),
    (
        {"kind": "deduct_each", "count": "a", "each": 0.5, "short_of": 2},
        {"a": 1},
        "0.5",
    ),
    ({"kind": "deduct_each", "count": "a", "each": 0.5, "short_of": 2}, {"a": 3}, "0"),
    ({"kind": "binary", "value": "a"}, {"a": 1}, "0"),
    ({"kind": "binary", "value": "a", "deduct": 0.5}, {"a": 0}, "0.5"),
    ({"kind": "binary", "value": "a"}, {}, None),
]


@pytest.mark.parametrize(("rule", "values", "lost"), RULES)
def test_a_rule_takes_the_share_it_says(rule, values, lost):
    given_ = {name: None if x is None else Decimal(x) for name, x in values.items()}
    loss = read_rule(rule).loss(given_)

    assert (None if loss is None else loss.share) == (lost and Decimal(lost))


def test_rules_never_take_more_than_there_is():
    values = {"complaints.on_time_rate": Decimal(0), "complaints.overdue": Decimal(9)}
    card = score(shipped(KNOWN)["2025"], values, FULL | {"I23": Mark()})
    line = next(one for one in card.lines if one.indicator.code == "I23")

    assert line.score == 0


TEXT = (Path(methods.__file__).parent / "methods" / "method_2025.toml").read_text()
COMMON = {f"I{n:02d}": {"name": "名", "how": "", "evidence": ""} for n in range(1, 46)}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ('I01 = ["organs", 2]', 'I01 = ["organs", 3]', "101"),
        ('I01 = ["organs", 2]', 'I01 = ["nowhere", 2]', "I01"),
        ('I01 = ["organs", 2]', 'I99 = ["organs", 2]', "I99"),
        ("least = 0", "least = 10", "0"),
        ("least = 80", "least = 95", "0"),
        ('effect = "element_zero"', 'effect = "half"', "half"),
        ('target = "I28"', 'target = "I77"', "无正当理由两次拒绝调解"),
        ("first_year = 2025", "first_year = 2025\nlast_year = 2024", "年|first"),
        ("[points]", "[points", "."),
    ],
)
def test_a_method_that_does_not_add_up_is_refused(was, now, told):
    assert was in TEXT
    with pytest.raises(MethodInvalid, match=told):
        read_method(TEXT.replace(was, now, 1), COMMON, KNOWN)


def test_a_method_with_an_unknown_figure_is_refused():
    rule = {"kind": "binary", "value": "complaints.recieved"}
    common = COMMON | {"I01": {**COMMON["I01"], "rules": [rule]}}

    with pytest.raises(MethodInvalid, match="complaints.recieved"):
        read_method(TEXT, common, KNOWN)
