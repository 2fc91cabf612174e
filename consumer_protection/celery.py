"""The Celery app: tasks are found by name in the installed apps."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "consumer_protection.settings")

app = Celery("consumer_protection")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
