"""Periods are half-open, and nonsense is told in one line."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consumer_protection.core.periods import UnknownPeriod, parse_period

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("code", "start", "end", "months"),
    [
        ("2024", date(2024, 1, 1), date(2025, 1, 1), 12),
        ("2024H1", date(2024, 1, 1), date(2024, 7, 1), 6),
        ("2024H2", date(2024, 7, 1), date(2025, 1, 1), 6),
        ("2024Q3", date(2024, 7, 1), date(2024, 10, 1), 3),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1), 1),
        ("2024-12", date(2024, 12, 1), date(2025, 1, 1), 1),
    ],
)
def test_a_period_begins_and_ends_on_these_days(code, start, end, months):
    period = parse_period(code, as_of=TODAY)

    assert (period.start, period.end, len(period.months)) == (start, end, months)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "24",
        "2024H3",
        "2024Q0",
        "2024-13",
        "2024-00",
        "2024q1",
        "1066",
        "２０２４",
        "2024 ",
    ],
)
def test_nonsense_is_refused(code):
    with pytest.raises(UnknownPeriod):
        parse_period(code, as_of=TODAY)


@given(st.integers(1990, 2100), st.integers(1, 12))
def test_months_tile_their_year(year, month):
    period = parse_period(f"{year}-{month:02d}", as_of=TODAY)

    assert period.start.day == 1
    assert (period.end - timedelta(days=1)).month == month


@given(st.dates(date(1990, 1, 1), date(2100, 12, 30)))
def test_each_day_is_in_exactly_one_quarter(day):
    quarters = [parse_period(f"{day.year}Q{n}", as_of=TODAY) for n in range(1, 5)]

    assert sum(quarter.contains(day) for quarter in quarters) == 1
