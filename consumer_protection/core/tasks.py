"""The foundation's background work."""

from celery import shared_task
from django.utils import timezone

from consumer_protection.core import calls, seals


@shared_task
def seal_trail() -> None:
    """Runs every five minutes; safe to run twice."""
    seals.seal(at=timezone.now())


@shared_task
def forget_calls() -> None:
    """Runs every hour: answers kept for repeated calls go after two days."""
    calls.forget(at=timezone.now())
