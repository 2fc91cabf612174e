"""Background building of reports. The rows tell what is owed; messages only hint."""

from contextlib import suppress
from functools import partial

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from consumer_protection.core.leases import LeaseLost, signs_of_life
from reporting import actions
from reporting.models import ReportRun


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
    with suppress(LeaseLost), signs_of_life(partial(actions.renew_lease, run)):
        made = actions.Settings(is_demo=settings.DEMONSTRATION)
        actions.build(run, clock=timezone.now, settings=made)
