"""The project package; it imports the Celery app so that tasks bind to it."""

from consumer_protection.celery import app as celery_app

__all__ = ["celery_app"]
