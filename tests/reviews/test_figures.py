"""Each figure counts what its definition says, at the edges too."""

from datetime import date
from pathlib import Path

import pytest

import reporting
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.periods import parse_period
from consumer_protection.core.unit_ledger import UNITS
from reviews.figures import FIGURES
from reviews.ledgers import REVIEWS

AS_OF = date(2025, 6, 1)
YEAR = parse_period("2024", as_of=AS_OF)
SAMPLE = Path(reporting.__file__).parent / "demo" / "mingxi-2024"
EDGES = [
    (date(2023, 12, 31), 0),
    (date(2024, 1, 1), 1),
    (date(2024, 12, 31), 1),
    (date(2025, 1, 1), 0),
]


def fact(code, asker, period=YEAR):
    return FIGURES[f"reviews.{code}"].fact(asker, period)


def value(code, asker, period=YEAR):
    return fact(code, asker, period).value


def values(asker, *codes):
    return tuple(value(code, asker) for code in codes)


@pytest.mark.parametrize("code", FIGURES)
def test_a_register_never_used_has_no_figure(union, system, code):
    assert FIGURES[code].fact(system, YEAR).value is None


def test_a_register_in_use_counts_zero_and_has_no_rate_in_an_empty_year(add, system):
    add()
    empty = parse_period("2023", as_of=AS_OF)

    for code in ("submitted", "concluded", "opinions", "launched"):
        assert value(code, system, empty) == 0
    assert value("concluded.by_kind", system, empty) == {}
    assert value("adoption_rate", system, empty) is None
    assert value("coverage_rate", system, empty) is None


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_submitted_counts_by_the_day_of_submission(add, system, day, counted):
    add(submitted_on=day, concluded_on=None, conclusion="")

    assert values(system, "submitted", "concluded") == (counted, 0)


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_conclusions_and_opinions_count_by_the_day_of_conclusion(
    add, system, day, counted
):
    add(
        submitted_on=date(2023, 12, 1),
        concluded_on=day,
        opinions=2,
        adoption="adopted",
    )

    assert values(system, "submitted", "concluded", "passed") == (0, counted, counted)
    assert values(system, "opinions", "opinions_adopted") == (2 * counted,) * 2


@pytest.mark.parametrize(("day", "counted"), EDGES)
def test_launches_count_by_the_day_of_launch(add, system, day, counted):
    add(
        submitted_on=date(2023, 12, 1),
        concluded_on=date(2023, 12, 5),
        launched_on=day,
    )

    assert values(system, "concluded", "launched") == (0, counted)


@pytest.mark.parametrize(
    ("conclusion", "counted"),
    [
        ("pass", (1, 1, 0, 0)),
        ("pass_with_change", (1, 0, 1, 0)),
        ("reject", (1, 0, 0, 1)),
        ("withdrawn", (0, 0, 0, 0)),
    ],
)
def test_each_conclusion_counts_as_itself(add, system, conclusion, counted):
    add(conclusion=conclusion)

    codes = ("concluded", "passed", "passed_with_change", "rejected")
    assert values(system, *codes) == counted


def test_concluded_is_divided_by_kind_largest_first(add, system):
    for kind in ("marketing", "contract", "contract"):
        add(kind=kind)
    add(kind="fee_pricing", concluded_on=None, conclusion="")

    divided = fact("concluded.by_kind", system)
    assert list(divided.value.items()) == [("contract", 2), ("marketing", 1)]
    assert divided.labels == {"contract": "合同协议", "marketing": "营销宣传"}


@pytest.mark.parametrize(
    ("adoption", "counted"),
    [
        ("adopted", (3, 3, 0, 0)),
        ("partly", (3, 0, 3, 0)),
        ("not_adopted", (3, 0, 0, 3)),
        ("", (3, 0, 0, 0)),
    ],
)
def test_opinions_count_by_their_answer(add, system, adoption, counted):
    add(opinions=3, adoption=adoption)

    codes = ("", "_adopted", "_partly_adopted", "_not_adopted")
    assert values(system, *(f"opinions{code}" for code in codes)) == counted


def test_opinions_of_reviews_not_concluded_do_not_count_yet(add, system):
    add(opinions=2, adoption="adopted", concluded_on=None, conclusion="")

    assert value("opinions", system) == 0


def test_the_adoption_rate_is_adopted_over_all_opinions(add, system):
    add(opinions=2, adoption="adopted")
    add(opinions=1, adoption="partly")

    rate = fact("adoption_rate", system)
    assert (rate.numerator, rate.denominator, rate.value) == (2, 3, 66.67)
    assert rate.noun == "reviews.opinion"


@pytest.mark.parametrize(
    ("told", "without"),
    [
        ({"launched_on": date(2024, 3, 5)}, 0),
        ({"launched_on": date(2024, 3, 4)}, 1),
        ({"conclusion": "pass_with_change", "launched_on": date(2024, 3, 9)}, 0),
        ({"conclusion": "reject", "launched_on": date(2024, 3, 9)}, 1),
        ({"conclusion": "withdrawn", "launched_on": date(2024, 3, 9)}, 1),
        (
            {"conclusion": "", "concluded_on": None, "launched_on": date(2024, 3, 9)},
            1,
        ),
    ],
)
def test_a_launch_needs_a_passing_conclusion_on_or_before_its_day(
    add, system, told, without
):
    add(**told)

    codes = ("launched", "launched_after_review", "launched_without_review")
    assert values(system, *codes) == (1, 1 - without, without)


def test_coverage_is_of_all_launches(add, system):
    for day in (date(2024, 3, 4), date(2024, 3, 5), date(2024, 4, 1)):
        add(launched_on=day)
    add()

    assert value("coverage_rate", system) == 66.67


@pytest.mark.parametrize("code", FIGURES)
def test_a_manager_counts_only_the_own_unit(add, manager, code):
    add(unit="MXW11", opinions=2, adoption="adopted", launched_on=date(2024, 3, 9))
    counted = FIGURES[code].fact(manager, YEAR)

    assert counted.record_ids == ()
    assert counted.value in (0, None, {})


def test_a_manager_counts_reviews_and_opinions_of_the_own_unit(add, manager):
    add(unit="MXW10", opinions=2, adoption="adopted")

    assert values(manager, "concluded", "opinions") == (1, 2)


def test_the_sample_year_adds_up(system, now):
    for ledger in (UNITS, REVIEWS):
        path = SAMPLE / f"{ledger.kind}.xlsx"
        import_ledger(ledger, Order(path=path, actor=system, at=now))

    expected = {
        "concluded": 129,
        "concluded.by_kind": {
            "product_service_policy": 51,
            "contract": 50,
            "marketing": 14,
            "business_process": 6,
            "emergency_plan": 5,
            "fee_pricing": 2,
            "product_development": 1,
        },
        "opinions": 57,
        "opinions_adopted": 47,
        "opinions_partly_adopted": 6,
        "opinions_not_adopted": 4,
        "adoption_rate": 82.46,
    }
    assert {code: value(code, system) for code in expected} == expected
