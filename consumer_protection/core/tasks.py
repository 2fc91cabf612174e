"""The foundation's background work."""

from contextlib import suppress
from functools import partial

from celery import shared_task
from django.utils import timezone

from consumer_protection.core import calls, seals, upload_work, warning
from consumer_protection.core.leases import LeaseLost, signs_of_life
from consumer_protection.core.ledgers.upload_orders import Progress
from consumer_protection.core.models import LedgerUpload


@shared_task
def seal_trail() -> None:
    """Runs every five minutes; safe to run twice."""
    seals.seal(at=timezone.now())


@shared_task
def forget_calls() -> None:
    """Runs every hour: answers kept for repeated calls go after two days."""
    calls.forget(at=timezone.now())


@shared_task
def warn_of_due_dates() -> None:
    """Runs every hour; safe to run twice, also at once."""
    warning.warn(at=timezone.now())


@shared_task
def work_on_owed_uploads() -> None:
    """Runs every few seconds: one message per upload still owed work."""
    owed = LedgerUpload.objects.owed(timezone.now())
    for upload_id in owed.values_list("pk", flat=True):
        work_on_upload.delay(upload_id=upload_id)


@shared_task
def work_on_upload(*, upload_id: int) -> None:
    """Check or write one upload; safe to be sent many times."""
    upload = upload_work.claim(upload_id, at=timezone.now())
    if upload is None:
        return
    progress = Progress()
    renew = partial(upload_work.renew_lease, upload, progress)
    with suppress(LeaseLost), signs_of_life(renew):
        upload_work.work(upload, progress, at=timezone.now())
