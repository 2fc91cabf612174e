"""Each figure counts what its definition says, at the edges too."""

from datetime import date
from pathlib import Path

import pytest

import reporting
from consumer_protection.core.ledgers.importing import Order, import_ledger
from consumer_protection.core.ledgers.parsers import Count
from consumer_protection.core.periods import parse_period
from education.figures import FIGURES
from education.ledgers import CAMPAIGNS, TRAININGS
from tests.education.making import campaign, training

AS_OF = date(2025, 6, 1)
YEAR = parse_period("2024", as_of=AS_OF)
SAMPLE = Path(reporting.__file__).parent / "demo" / "mingxi-2024"


def fact(code, asker, period=YEAR):
    return FIGURES[f"education.{code}"].fact(asker, period)


def value(code, asker, period=YEAR):
    return fact(code, asker, period).value


@pytest.fixture
def run(union, system, now):
    return lambda **values: campaign(system, now, **values)


@pytest.fixture
def teach(union, system, now):
    return lambda **values: training(system, now, **values)


@pytest.mark.parametrize("code", FIGURES)
def test_a_register_never_used_has_no_figure(union, system, code):
    assert FIGURES[code].fact(system, YEAR).value is None


def test_a_register_in_use_counts_zero_in_an_empty_year(run, system):
    run(reached=600)
    empty = parse_period("2023", as_of=AS_OF)

    for code in ("campaigns", "activities", "reached", "months_with_activity"):
        assert value(code, system, empty) == 0
    assert value("trainings", system, empty) is None


@pytest.mark.parametrize(
    ("day", "counted"),
    [
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 1),
        (date(2024, 12, 31), 1),
        (date(2025, 1, 1), 0),
    ],
)
def test_both_count_from_the_first_to_the_last_day(run, teach, system, day, counted):
    run(starts_on=day, ends_on=date(2025, 1, 4), reached=10)
    teach(held_on=day, present=10)

    assert (value("campaigns", system), value("trainings", system)) == (counted,) * 2
    assert (value("reached", system), value("trained_persons", system)) == (
        (counted * 10,) * 2
    )


def test_campaigns_are_divided_by_kind_with_unset_last(run, system):
    for number, kind in enumerate(["mar15", "", "mar15", "money_bag"]):
        run(name=f"活动{number}", kind=kind)

    assert list(value("campaigns.by_kind", system).items()) == [
        ("mar15", 2),
        ("money_bag", 1),
        ("unset", 1),
    ]


def test_totals_add_up_over_campaigns_that_tell_them(run, system):
    run(name="甲", activities=12, reached=Count(600, is_approx=True), leaflets=1500)
    run(name="乙", activities=6, reached=420)

    assert value("activities", system) == 18
    assert value("reached", system) == 1020
    assert value("leaflets", system) == 1500


def test_a_month_with_two_campaigns_is_one_month(run, system):
    run(name="甲", starts_on=date(2024, 3, 1))
    run(name="乙", starts_on=date(2024, 3, 15))
    run(name="丙", starts_on=date(2024, 6, 1), ends_on=date(2024, 8, 1))

    assert value("months_with_activity", system) == 2


def test_only_trainings_on_consumer_protection_are_special(teach, system):
    teach(kind="special")
    teach(name="业务", kind="business")

    assert value("special_trainings", system) == 1


def test_attendance_counts_trainings_that_tell_both_numbers(teach, system):
    teach(name="甲", expected=186, present=179)
    teach(name="乙", expected=74, present=70)
    teach(name="丙", expected=50)
    teach(name="丁", present=20)

    rate = fact("attendance_rate", system)
    assert (rate.numerator, rate.denominator, rate.value) == (249, 260, 95.77)
    assert value("trained_persons", system) == 269


@pytest.mark.parametrize(
    "numbers", [{}, {"present": 10}, {"expected": 0, "present": 0}]
)
def test_attendance_over_nothing_is_none(teach, system, numbers):
    teach(**numbers)

    assert value("attendance_rate", system) is None


def test_the_pass_rate_is_of_exams_that_tell_who_passed(teach, system):
    teach(name="甲", kind="exam", present=184, passed=177)
    teach(name="乙", kind="exam", present=100)
    teach(name="丙", kind="exam", passed=5)
    teach(name="丁", kind="contest", present=10, passed=1)

    rate = fact("exam_pass_rate", system)
    assert (rate.numerator, rate.denominator, rate.value) == (177, 184, 96.2)
    assert value("exams", system) == 3


def test_an_asker_counts_what_they_see(run, system, manager, officer):
    run(name="甲", unit="MXW10", reached=5)
    run(name="乙", reached=7)

    assert (value("reached", manager), value("reached", officer)) == (5, 12)


def test_the_sample_year_adds_up(union, system, now):
    for ledger in (CAMPAIGNS, TRAININGS):
        path = SAMPLE / f"{ledger.kind}.xlsx"
        import_ledger(ledger, Order(path=path, actor=system, at=now))

    expected = {
        "campaigns": 6,
        "activities": 95,
        "reached": 6550,
        "leaflets": 14900,
        "months_with_activity": 6,
        "trainings": 5,
        "special_trainings": 1,
        "trained_persons": 465,
        "attendance_rate": 97.28,
        "exams": 1,
        "exam_pass_rate": 96.2,
    }
    assert {code: value(code, system) for code in expected} == expected
