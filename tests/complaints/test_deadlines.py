"""The deadline vectors of the complaint order, and their properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules import (
    Clock,
    Extension,
    ExtensionRefused,
    due_on,
    extended_to,
    recheck_due_on,
    recheck_until,
)
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import TimeLimit

RECEIVED = date(2024, 3, 1)


@pytest.fixture
def limits(db):
    return TimeLimit.objects.on(RECEIVED)


def approved(kind, on=date(2024, 3, 10)):
    return Extension(kind, on, approved_by_senior=True, notified=True)


def test_d1_a_simple_case_is_due_after_fifteen_days(limits):
    assert due_on(Clock(RECEIVED), limits) == date(2024, 3, 16)


def test_d2_a_complex_case_extends_to_thirty_days(limits):
    until = extended_to(Clock(RECEIVED), Extension("to_30", date(2024, 3, 15)), limits)

    assert until == date(2024, 3, 31)
    assert due_on(Clock(RECEIVED, extended_to=until), limits) == date(2024, 3, 31)


def test_d3_a_specially_complex_case_extends_by_thirty_more(limits):
    clock = Clock(RECEIVED, extended_to=date(2024, 3, 31))

    assert extended_to(clock, approved("plus_30"), limits) == date(2024, 4, 30)


@pytest.mark.parametrize(
    ("kind", "day"),
    [
        ("", date(2024, 3, 6)),
        ("to_30", date(2024, 3, 21)),
        ("plus_30", date(2024, 4, 20)),
    ],
)
def test_d4_the_leap_day_counts(limits, kind, day):
    clock = Clock(date(2024, 2, 20))

    found = (
        extended_to(clock, approved(kind, date(2024, 3, 1)), limits)
        if kind
        else due_on(clock, limits)
    )

    assert found == day


def test_d5_the_days_of_mediation_do_not_count(limits):
    clock = Clock(
        RECEIVED, suspended_from=date(2024, 3, 6), suspended_to=date(2024, 3, 20)
    )

    assert due_on(clock, limits) == date(2024, 3, 30)


def test_d6_new_facts_restart_the_clock(limits):
    assert due_on(Clock(RECEIVED, restarted_on=date(2024, 3, 10)), limits) == date(
        2024, 3, 25
    )


def test_d7_a_recheck_has_its_own_clocks(limits):
    assert recheck_until(date(2024, 3, 16), limits) == date(2024, 4, 15)
    assert recheck_due_on(date(2024, 4, 1), limits) == date(2024, 5, 1)


@pytest.mark.parametrize(
    "extension",
    [
        Extension(
            "plus_30", date(2024, 3, 10), approved_by_senior=False, notified=True
        ),
        Extension(
            "plus_30", date(2024, 3, 10), approved_by_senior=True, notified=False
        ),
        Extension("pbc_60", date(2024, 3, 10)),
    ],
)
def test_d8_sixty_days_without_approval_or_notice_are_refused(limits, extension):
    with pytest.raises(ExtensionRefused):
        extended_to(Clock(RECEIVED), extension, limits)


def test_an_extension_asked_for_after_the_due_date_is_refused(limits):
    with pytest.raises(ExtensionRefused):
        extended_to(Clock(RECEIVED), Extension("to_30", date(2024, 3, 17)), limits)


def test_an_extension_asked_for_on_the_due_date_is_granted(limits):
    asked = Extension("to_30", date(2024, 3, 16))

    assert extended_to(Clock(RECEIVED), asked, limits) == date(2024, 3, 31)


def test_d11_a_case_the_central_bank_forwarded_reaches_sixty_days(limits):
    assert due_on(Clock(RECEIVED), limits) == date(2024, 3, 16)
    assert extended_to(Clock(RECEIVED), approved("pbc_60"), limits) == date(2024, 4, 30)


def test_d12_three_working_days_skip_the_holiday_and_count_the_make_up_day(limits):
    assert working_days().add(date(2024, 4, 3), 3) == date(2024, 4, 9)


def test_a_year_without_announced_holidays_is_provisional(db):
    days = working_days()

    assert not days.is_provisional(date(2024, 5, 1))
    assert days.is_provisional(date(2035, 5, 1))


DAYS = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@given(received=DAYS, stopped=st.integers(0, 400), length=st.integers(0, 400))
def test_a_suspension_moves_the_due_date_by_its_length(received, stopped, length):
    limits = {"complaint.decide": TimeLimit(days=15)}
    begin = received + timedelta(days=stopped)
    clock = Clock(
        received, suspended_from=begin, suspended_to=begin + timedelta(days=length)
    )

    assert due_on(clock, limits) == received + timedelta(days=15 + length)


@given(received=DAYS, extended=DAYS)
def test_the_due_date_is_never_before_limit_or_extension(received, extended):
    limits = {"complaint.decide": TimeLimit(days=15)}

    due = due_on(Clock(received, extended_to=extended), limits)

    assert due == max(received + timedelta(days=15), extended)
