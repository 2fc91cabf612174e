"""Whoever a case is about, and whoever has it in hand, is known as a person."""

from uuid import uuid4

import pytest
import time_machine

from complaints.models import Complaint
from consumer_protection.core import accounts
from consumer_protection.core.models import Notice, Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.warning import warn
from tests.complaints.after_making import go, on, registered
from tests.complaints.warning_making import moment, running


@pytest.fixture(autouse=True)
def _the_day():
    with time_machine.travel(on(3, 1), tick=False):
        yield


@pytest.fixture
def person(union, system, now):
    def make(number, name, code="MXW10", role="branch_handler"):
        unit = Unit.objects.get(code=code)
        return accounts.add_user(
            number, name=name, unit=unit, roles=[role], actor=system, at=now
        )

    return make


@pytest.fixture
def clerk(person):
    return person("C1", "李小红")


def test_the_colleague_named_at_intake_takes_no_part_in_the_case(person, clerk):
    about = person("C2", "王芳")
    case = registered(uuid4(), clerk, on(3, 1), complained_person="王芳")
    assert case.complained_account == about

    go(case, "accept", clerk, on(3, 1))
    go(case, "assign", clerk, on(3, 1), handling_unit=case.unit)
    with pytest.raises(MoveRefused):
        go(case, "investigate", about, on(3, 1))
    go(case, "investigate", clerk, on(3, 1))


def test_of_two_with_one_name_the_one_of_the_unit_is_meant(person, clerk):
    here = person("C2", "王芳")
    person("C3", "王芳", "MXW11")

    case = registered(uuid4(), clerk, on(3, 1), complained_person="王芳")

    assert case.complained_account == here


def test_where_the_name_is_not_unique_every_bearer_is_kept_away(person, clerk):
    both = [person("C2", "王芳"), person("C3", "王芳")]
    case = registered(uuid4(), clerk, on(3, 1), complained_person="王芳")
    assert case.complained_account is None

    go(case, "accept", clerk, on(3, 1))
    go(case, "assign", clerk, on(3, 1), handling_unit=case.unit)
    for one in both:
        with pytest.raises(MoveRefused):
            go(case, "investigate", one, on(3, 1))


def test_a_new_handler_replaces_the_former_one(person, clerk):
    first, second = person("C2", "王新"), person("C3", "陈建")
    case = registered(uuid4(), clerk, on(3, 1))
    go(case, "accept", clerk, on(3, 1))

    go(case, "assign", clerk, on(3, 1), handling_unit=case.unit, handler="王新")
    assert case.handler_account == first
    for move in ("hand_back",):
        go(case, move, clerk, on(3, 1))
    go(case, "assign", clerk, on(3, 1), handling_unit=case.unit, handler="陈建")

    assert Complaint.objects.get(pk=case.pk).handler_account == second


def test_no_other_branch_is_warned_of_a_case_it_cannot_open(person, system, now):
    other = person("C4", "赵敏", "MXW11")
    officer = person("C5", "林小梅", "MXB02", "cp_officer")
    running()

    warn(at=moment("2025-03-23"))

    told = set(Notice.objects.values_list("user", flat=True))
    assert officer.pk in told
    assert other.pk not in told
    assert User.objects.get(pk=other.pk).is_active
