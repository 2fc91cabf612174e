"""The year of 明溪, loaded once a module and rolled back after it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction

from consumer_protection.core import accounts, codes
from consumer_protection.core.models import Unit, User
from reporting import demonstration

AT = datetime(2025, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(scope="module")
def year(django_db_setup, django_db_blocker):
    """The ledgers of the demonstration, and an officer; read-only for the tests."""
    whole = transaction.atomic()
    # As the transaction around a test: a snapshot may be taken inside.
    whole._from_testcase = True
    with django_db_blocker.unblock(), whole:
        codes.forget()
        demonstration.load(say=str, clock=lambda: AT)
        system = User.objects.system()
        for number, code, role in (
            ("officer", "MXB02", "cp_officer"),
            ("manager", "MXW10", "branch_manager"),
            ("board", "MX00", "board_member"),
        ):
            unit = Unit.objects.get(code=code)
            accounts.add_user(
                number, name="林小梅", unit=unit, roles=[role], actor=system, at=AT
            )
        yield
        transaction.set_rollback(True)


@pytest.fixture
def person(year, db):
    return lambda number: User.objects.get(staff_number=number)
