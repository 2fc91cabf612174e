"""A process killed in the middle of an import leaves nothing half written."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings as django_settings
from django.db import connections

from complaints.models import Complaint
from consumer_protection.core.models import ImportBatch, TrailEntry
from tests.making import workbook

# The whole file is written when the batch tells the trail; that is where it dies.
KILLED = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from consumer_protection.core.ledgers import importing
def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
if sys.argv[1] == "die":
    importing.trail.record = die
call_command("import_ledger", "complaints", sys.argv[2])
"""
HEADERS = ["工单编号", "受理日期", "被投诉机构", "投诉内容"]


@pytest.mark.django_db(transaction=True)
def test_a_killed_import_wrote_nothing_and_can_be_run_again(union, tmp_path):
    rows = [[f"TS2024{n:04d}", "2024/3/5", "营业部", f"第{n}件"] for n in range(1, 30)]
    path = workbook(tmp_path, HEADERS, rows)
    before = TrailEntry.objects.count()

    assert _run("die", path) == -signal.SIGKILL
    assert not Complaint.objects.exists()
    assert not ImportBatch.objects.exists()
    assert TrailEntry.objects.count() == before

    assert _run("live", path) == 0
    assert Complaint.objects.count() == 29


def _run(how, path):
    database = connections["default"].settings_dict
    host = database["HOST"] or database["OPTIONS"]["host"]
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "consumer_protection.settings",
        "DATABASE_URL": f"postgres://app@/{database['NAME']}?host={host}",
        "SECRET_KEY": django_settings.SECRET_KEY,
        "FIELD_KEYS": django_settings.FIELD_KEYS,
    }
    done = subprocess.run(
        [sys.executable, "-c", KILLED, how, str(path)],
        env=environment,
        capture_output=True,
    )
    return done.returncode
