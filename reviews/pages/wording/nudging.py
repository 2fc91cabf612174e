"""Telling a worker of a check that is owed."""

from contextlib import suppress

from django.db import transaction
from kombu.exceptions import OperationalError

from reviews import tasks
from reviews.models import WordingCheck


def nudge(own: WordingCheck) -> None:
    """Best effort: without a broker the scheduler finds the check by its row."""

    def send() -> None:
        with suppress(OperationalError):
            tasks.work_on_check.apply_async(kwargs={"check_id": own.pk}, retry=False)

    transaction.on_commit(send)
