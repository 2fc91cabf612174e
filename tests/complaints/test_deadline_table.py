"""Due dates of every day of twelve years against a table made another way."""

from datetime import date

import pytest
from django.utils import timezone

from complaints import rules
from complaints.learning import call_actions
from complaints.models import CallBack
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import TimeLimit, Workday
from tests.complaints.making import complaint

# The last day of each month, a leap year apart.
_PLAIN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ANNOUNCED = (2024, 2025, 2026)


def days_of(years):
    """Every day as (year, month, day), counted by hand and not by datetime."""
    for year in years:
        is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        for month, length in enumerate(_PLAIN, 1):
            last = length + (1 if month == 2 and is_leap else 0)
            for day in range(1, last + 1):
                yield year, month, day


TABLE = list(days_of(range(2024, 2037)))
PLACE = {day: number for number, day in enumerate(TABLE)}
FIRST = [day for day in TABLE if day[0] <= 2035]


def after(day, count):
    return date(*TABLE[PLACE[day] + count])


def test_natural_days_of_twelve_years(first_data):
    limits = TimeLimit.objects.on(date(2024, 1, 1))
    extension = {"to_30": 30, "plus_30": 60, "pbc_60": 60}
    for day in FIRST:
        clock = rules.Clock(date(*day))
        assert rules.due_on(clock, limits) == after(day, 15)
        for kind, count in extension.items():
            asked = rules.Extension(
                kind, clock.start, approved_by_senior=True, notified=True
            )
            assert rules.extended_to(clock, asked, limits) == after(day, count)
        stood = rules.Clock(
            clock.start, suspended_from=after(day, 3), suspended_to=after(day, 10)
        )
        assert rules.due_on(stood, limits) == after(day, 22)


@pytest.mark.parametrize("count", [1, 3, 5])
def test_working_days_of_announced_years(first_data, count):
    """By walking the table: a weekday unless excepted, 1 January 2024 a Monday."""
    excepted = dict(Workday.objects.values_list("day", "is_working"))
    works = [
        excepted.get(date(*day), number % 7 < 5) for number, day in enumerate(TABLE)
    ]
    calendar = working_days()
    for day in [one for one in FIRST if one[0] in _ANNOUNCED]:
        left, at = count, PLACE[day]
        while left:
            at += 1
            left -= works[at]
        assert calendar.add(date(*day), count) == date(*TABLE[at])


def test_years_not_announced_are_provisional_and_counted_anew(
    union, system, now, django_assert_num_queries
):
    day = date(2035, 9, 28)
    assert working_days().is_provisional(day)
    case = complaint(
        system, now, received_on=date(2024, 3, 1), closed_on=date(2024, 3, 10)
    )
    case.closed_on = day
    case.save()
    call = CallBack.objects.create(
        complaint=case, due_on=working_days().add(day, 5), status="open"
    )

    for number in (1, 2, 3):
        Workday.objects.create(day=date(2035, 10, number), is_working=False)
    moved = call_actions.follow_calendar(system, timezone.now())
    again = call_actions.follow_calendar(system, timezone.now())

    was, call.due_on = call.due_on, None
    call.refresh_from_db()
    assert (moved, again) == (1, 0)
    with django_assert_num_queries(6):
        call_actions.follow_calendar(system, timezone.now())
    assert call.due_on == working_days().add(day, 5) > was
