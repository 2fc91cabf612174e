"""The background work of reviews."""

from contextlib import suppress
from functools import partial

from celery import shared_task
from django.utils import timezone

from consumer_protection.core.leases import LeaseLost, signs_of_life
from reviews.models import WordingCheck
from reviews.wording_actions import checks


@shared_task
def work_on_owed_checks() -> None:
    """Runs every few seconds: one message per wording check still owed."""
    owed = WordingCheck.objects.owed(timezone.now())
    for check_id in owed.values_list("pk", flat=True):
        work_on_check.delay(check_id=check_id)


@shared_task
def work_on_check(*, check_id: int) -> None:
    """Check one text; safe to be sent many times."""
    own = checks.claim(check_id, at=timezone.now())
    if own is None:
        return
    told: dict[str, object] = {"progress": 0, "step": "read"}

    def tell(step: str, percent: int) -> None:
        told.update(progress=percent, step=step)

    with suppress(LeaseLost), signs_of_life(partial(checks.renew_lease, own, told)):
        checks.work(own, tell, at=timezone.now())
