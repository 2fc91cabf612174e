"""Telling a worker of a run that is owed."""

from contextlib import suppress

from django.db import transaction
from kombu.exceptions import OperationalError

from reporting import tasks
from reporting.models import ReportRun


def nudge(run: ReportRun) -> None:
    """Best effort: without a broker the scheduler finds the run by its row."""

    def send() -> None:
        with suppress(OperationalError):
            tasks.build_report.apply_async(kwargs={"run_id": run.pk}, retry=False)

    transaction.on_commit(send)
