"""A real browser, a real worker, real servers; the year of 明溪 behind them."""

import os
import subprocess
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as django_settings
from django.db import connections

from consumer_protection.celery import app
from consumer_protection.core import accounts, embedded
from consumer_protection.core.models import Unit, User
from reporting import demonstration
from tests.plugin import DATA

AT = datetime(2025, 1, 5, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
PASSWORD = "Correct-Horse-7"
PEOPLE = {
    "officer": ("林小梅", "MXB02", "cp_officer"),
    "head": ("吴永福", "MXB02", "cp_head"),
    "manager": ("赖永福", "MXW10", "branch_manager"),
    "board": ("陈国平", "MX00", "board_member"),
    "auditor": ("杨丽华", "MX00", "auditor"),
}


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {
        **browser_type_launch_args,
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    }


@pytest.fixture(scope="session")
def broker():
    """A database of Valkey for each worker process of the test run."""
    number = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    url = f"{embedded.valkey_url(DATA)}?virtual_host={number + 1}"
    app.conf.broker_url = app.conf.broker_write_url = app.conf.broker_read_url = url
    return url


@pytest.fixture
def worker(live_server, broker, tmp_path):
    """Starts Celery workers as the run-time role; all are gone after the test."""
    started = []

    def start():
        log = (tmp_path / f"worker-{len(started)}.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "-A", "consumer_protection", "worker"]
            + ["-P", "solo", "-l", "info", "--without-gossip", "--without-mingle"],
            env=_environment(broker),
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        _wait_until(
            lambda: (
                b" ready." in (tmp_path / f"worker-{len(started) - 1}.log").read_bytes()
            )
        )
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def _environment(broker):
    database = connections["default"].settings_dict
    host = database["HOST"] or database["OPTIONS"]["host"]
    return {
        **os.environ,
        "DATABASE_URL": f"postgres://app@/{database['NAME']}?host={host}",
        "REDIS_URL": broker,
        "SECRET_KEY": django_settings.SECRET_KEY,
        "FIELD_KEYS": django_settings.FIELD_KEYS,
    }


def _wait_until(true, seconds=60):
    for _ in range(seconds * 10):
        if true():
            return
        time.sleep(0.1)
    raise AssertionError("it never came about")


@pytest.fixture
def wait_until():
    return _wait_until


@pytest.fixture
def year(transactional_db, first_data):
    """The ledgers of the demonstration, committed, and people with passwords."""
    demonstration.load(say=str, clock=lambda: AT)
    system = User.objects.system()
    for number, (name, code, role) in PEOPLE.items():
        unit = Unit.objects.get(code=code)
        user = accounts.add_user(
            number, name=name, unit=unit, roles=[role], actor=system, at=AT
        )
        accounts.set_password(user, PASSWORD, actor=system, at=AT)


@pytest.fixture
def sign_in(page, live_server):
    """Signs somebody in and watches for anything the security policy refuses."""
    refused = []
    page.on(
        "console",
        lambda message: (
            refused.append(message.text) if "Content Security" in message.text else None
        ),
    )
    page.on("pageerror", lambda error: refused.append(str(error)))

    def as_person(number):
        page.goto(f"{live_server.url}/sign-in/")
        page.fill("input[name=username]", number)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(f"{live_server.url}/")
        return page

    yield as_person
    assert refused == []
