"""Named people and places that the tests share."""

import threading
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import CommandError
from django.core.management.commands import flush
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from consumer_protection.core import accounts, codes
from consumer_protection.core import first_data as first
from consumer_protection.core.models import Institution, Unit, User
from reviews import first_data as review_data
from reviews import wording_data

SHANGHAI = ZoneInfo("Asia/Shanghai")
# A late request may still take a lock in the way of the first flush.
FLUSHES = 5
ANSWERING = "process_request_thread"


@pytest.fixture(autouse=True)
def _plain_settings(settings):
    """Fast hashes, unhashed static names, nothing remembered between tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    cache.clear()
    codes.forget()


@pytest.fixture(scope="session", autouse=True)
def _flush_past_the_trail():
    """A transactional test empties all tables, which the trail's trigger refuses,
    and with them what the migrations brought, which every other test expects."""
    plain = DatabaseOperations.sql_flush

    def sql_flush(self, *args, **kwargs):
        statements = plain(self, *args, **kwargs)
        if not statements:
            return statements
        triggers = ("trail_keep_rows", "trail_keep_table", "trail_chain")
        return [
            "ALTER TABLE core_trailentry DISABLE TRIGGER USER",
            *statements,
            *(
                f"ALTER TABLE core_trailentry ENABLE ALWAYS TRIGGER {name}"
                for name in triggers
            ),
        ]

    def handle(self, *args, **options):
        wait_for_requests()
        for turn in range(FLUSHES):
            try:
                whole(self, *args, **options)
                break
            except CommandError:
                if turn + 1 == FLUSHES:
                    raise
        refill()

    whole = flush.Command.handle
    DatabaseOperations.sql_flush = sql_flush
    flush.Command.handle = handle
    yield
    DatabaseOperations.sql_flush = plain
    flush.Command.handle = whole


def wait_for_requests():
    """A page that a test left behind may still be answered: emptying the tables
    under its request ends in a deadlock. Between two queries its session is idle,
    so the server's threads are asked first; a closed page ends them."""
    with connection.cursor() as cursor:
        for _ in range(100):
            cursor.execute(
                "select count(*) from pg_stat_activity where datname = current_database()"
                " and pid <> pg_backend_pid() and state <> 'idle'"
            )
            answering = [one for one in threading.enumerate() if ANSWERING in one.name]
            if cursor.fetchone() == (0,) and not answering:
                return
            time.sleep(0.1)


def refill():
    """What migrations bring, again after a transactional test emptied all tables."""
    first.add_codes(apps, None)
    first.add_workdays(apps, None)
    first.add_time_limits(apps, None)
    first.add_thresholds(apps, None)
    first.add_warning_steps(apps, None)
    first.add_system_account(apps, None)
    review_data.add_checkpoints(apps, None)
    wording_data.add_rules(apps, None)
    codes.forget()


@pytest.fixture
def now():
    return datetime(2025, 1, 5, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def first_data(db):
    """Code lists, working days, limits and the system account, as migrations leave them."""


@pytest.fixture
def system(first_data):
    return User.objects.system()


@pytest.fixture
def union(first_data):
    """A small institution: a lead department and two outlets."""
    root = Unit.objects.create(
        code="MX00",
        name="明溪县农村信用合作联社",
        short_name="明溪农信联社",
        kind="legal_person",
    )
    Institution.objects.create(
        unit=root, legal_name=root.name, short_name=root.short_name, letters="明农信联"
    )
    Unit.objects.create(
        code="MXB02",
        name="合规与风险管理部",
        kind="department",
        parent=root,
        is_lead=True,
    )
    Unit.objects.create(code="MXW10", name="营业部", kind="outlet", parent=root)
    Unit.objects.create(code="MXW11", name="城关信用社", kind="outlet", parent=root)
    return root


@pytest.fixture
def staff(union, system, now):
    """Makes an account: staff(role, unit code)."""

    def make(role: str, code: str = "MXB02") -> User:
        unit = Unit.objects.get(code=code)
        return accounts.add_user(
            f"{role}-{code}",
            name="林小梅",
            unit=unit,
            roles=[role],
            actor=system,
            at=now,
        )

    return make


@pytest.fixture
def officer(staff):
    return staff("cp_officer")


@pytest.fixture
def manager(staff):
    return staff("branch_manager", "MXW10")


@pytest.fixture
def board_member(staff):
    return staff("board_member", "MX00")


@pytest.fixture
def auditor(staff):
    return staff("auditor")
