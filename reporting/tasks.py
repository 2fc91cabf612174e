"""Background building of reports. The rows tell what is owed; messages only hint."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from celery import shared_task
from django.conf import settings
from django.db import connection
from django.utils import timezone

from reporting import actions
from reporting.models import ReportRun

_BEAT = 10


@shared_task
def build_owed_reports() -> None:
    """Runs every few seconds: one message per run still owed, also after a crash."""
    for run_id in ReportRun.objects.owed(timezone.now()).values_list("pk", flat=True):
        build_report.delay(run_id=run_id)


@shared_task
def build_report(*, run_id: int) -> None:
    """Safe to be sent many times: only one worker gets the claim."""
    run = actions.claim(run_id, at=timezone.now())
    if run is None:
        return
    with suppress(actions.LeaseLost), _signs_of_life(run):
        made = actions.Settings(is_demo=settings.DEMONSTRATION)
        actions.build(run, clock=timezone.now, settings=made)


@contextmanager
def _signs_of_life(run: ReportRun) -> Iterator[None]:
    """Renew the lease from beside while a long step runs."""
    over = threading.Event()

    def beat() -> None:
        with suppress(actions.LeaseLost):
            while not over.wait(_BEAT):
                actions.renew_lease(run, timezone.now())
        connection.close()

    beside = threading.Thread(target=beat, daemon=True)
    beside.start()
    try:
        yield
    finally:
        over.set()
        beside.join()
