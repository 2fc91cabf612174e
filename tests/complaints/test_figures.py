"""Each figure counts what its definition says, at the edges too."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from complaints.figures import FIGURES
from complaints.models import Recheck
from consumer_protection.core.periods import parse_period
from tests.complaints.making import complaint

YEAR = parse_period("2024", as_of=date(2025, 6, 1))


def value(code, asker, period=YEAR):
    return FIGURES[f"complaints.{code}"].fact(asker, period).value


@pytest.fixture
def add(union, system, now):
    return lambda **values: complaint(system, now, **values)


def test_a_register_never_used_has_no_figure(union, system):
    assert value("received", system) is None


def test_a_register_in_use_counts_zero_in_an_empty_year(add, system):
    add()

    assert value("received", system, parse_period("2023", as_of=date(2025, 6, 1))) == 0


@pytest.mark.parametrize(
    ("received", "counted"),
    [
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 1),
        (date(2024, 12, 31), 1),
        (date(2025, 1, 1), 0),
    ],
)
def test_received_counts_from_the_first_to_the_last_day(add, system, received, counted):
    add(received_on=received, closed_on=None)

    assert value("received", system) == counted


@pytest.mark.parametrize(
    "nature", ["suggestion", "inquiry", "praise", "report", "petition"]
)
def test_only_complaints_are_complaints(add, system, nature):
    add(record_nature=nature)

    assert value("received", system) == 0


@pytest.mark.parametrize(
    ("closed", "on_time"), [(date(2024, 3, 16), 1), (date(2024, 3, 17), 0)]
)
def test_closing_on_the_due_date_is_on_time(add, system, closed, on_time):
    add(closed_on=closed)

    assert value("closed_on_time", system) == on_time


def test_a_withdrawn_case_is_neither_closed_nor_overdue(add, system):
    case = add(outcome="withdrawn", closed_on=date(2024, 3, 5))

    assert case.status == "withdrawn"
    assert (
        value("withdrawn", system),
        value("closed", system),
        value("overdue", system),
    ) == (1, 0, 0)


@pytest.mark.parametrize(
    ("answer", "rated", "satisfied"),
    [
        ("very_satisfied", 1, 1),
        ("satisfied", 1, 1),
        ("basically", 1, 0),
        ("dissatisfied", 1, 0),
        ("not_rated", 0, 0),
        ("unreachable", 0, 0),
        ("", 0, 0),
    ],
)
def test_satisfaction_counts_these_answers(add, system, answer, rated, satisfied):
    add(satisfaction=answer)

    assert (value("rated", system), value("satisfied", system)) == (rated, satisfied)


def test_a_rate_over_nothing_is_none(add, system):
    add(satisfaction="")

    assert value("satisfaction_rate", system) is None


def test_rates_are_rounded_half_up_at_the_end(add, system):
    for answer in ["satisfied"] * 15 + ["dissatisfied"] + [""]:
        add(satisfaction=answer, description=f"{answer}")

    assert value("satisfaction_rate", system) == 93.75
    assert value("satisfaction_of_closed_rate", system) == 88.24


def test_open_and_overdue_stand_as_they_stood(add, system):
    add(received_on=date(2024, 12, 1), closed_on=date(2025, 1, 3))

    assert (value("open", system), value("overdue", system)) == (1, 1)
    in_2025 = parse_period("2025", as_of=date(2025, 6, 1))
    assert (value("open", system, in_2025), value("overdue", system, in_2025)) == (0, 0)


def test_while_the_period_runs_stocks_stand_as_of_today(add, system):
    add(received_on=date(2024, 12, 1), closed_on=None)
    running = parse_period("2024", as_of=date(2024, 12, 10))

    assert (value("open", system, running), value("overdue", system, running)) == (1, 0)


def test_compensation_adds_up_yuan(add, system):
    add(compensation=Decimal("268.50"))
    add(compensation=Decimal(24), description="扣收服务费")

    assert value("compensation_yuan", system) == 292.5


def test_a_breakdown_lists_what_occurs_and_puts_unset_last(add, system):
    for source in ["gov_12345", "gov_12345", "petition", ""]:
        add(source=source)

    assert list(value("received.by_source", system).items()) == [
        ("gov_12345", 2),
        ("petition", 1),
        ("unset", 1),
    ]


def test_months_are_all_listed(add, system):
    add()
    months = value("received.by_month", system)

    assert len(months) == 12
    assert months["2024-03"] == 1


def test_level_is_general_unless_told_major(add, system):
    add(is_major=True)
    add(is_major=None)

    assert value("received.by_level", system) == {"general": 1, "major": 1}


def test_second_level_categories_count_under_the_first(add, system):
    add(category="debit_card/social_security")
    add(category="debit_card")

    assert value("received.by_category", system) == {"debit_card": 2}


@pytest.mark.parametrize("code", FIGURES)
def test_a_manager_counts_only_the_own_outlet(add, manager, system, code):
    add(unit="MXW11")
    name = code.removeprefix("complaints.")
    counted = FIGURES[code].fact(manager, YEAR)

    assert counted.record_ids == ()
    assert counted.value in (0, None, {}) or set(counted.value.values()) == {0}, name


@pytest.mark.parametrize(
    ("source", "is_repeat", "counted"),
    [
        ("nfra_forward", True, 1),
        ("gov_12345", True, 1),
        ("nfra_forward", False, 0),
        ("direct", True, 0),
    ],
)
def test_escalated_is_what_an_authority_hands_on_again(
    add, system, source, is_repeat, counted
):
    add(source=source, is_repeat=is_repeat)

    assert value("escalated", system) == counted


@pytest.mark.parametrize(
    ("decided", "counted"),
    [
        ("2023-12-31T23:59+08:00", 0),
        ("2024-01-01T00:00+08:00", 1),
        ("2024-12-31T23:59+08:00", 1),
        ("2025-01-01T00:00+08:00", 0),
    ],
)
def test_rechecks_count_once_a_case_by_the_day_decided(add, system, decided, counted):
    case = add()
    for _ in range(2):
        Recheck.objects.create(
            complaint=case,
            answered_on=date(2023, 3, 1),
            applied_on=date(2023, 3, 4),
            apply_until=date(2023, 3, 31),
            due_on=date(2023, 4, 3),
            grounds="不认可结果",
            entered_by=system,
            status="told",
            result="upheld",
            decided_by=system,
            decided_at=datetime.fromisoformat(decided),
        )

    assert value("reviewed", system) == counted
