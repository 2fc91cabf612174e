"""What the night does for complaints, once however often it runs."""

from datetime import timedelta

import pytest
from celery import current_app
from django.conf import settings
from django.utils import timezone

from complaints import tasks
from complaints.models import CallBack, TrainingSuggestion
from tests.complaints.making import complaint


def test_cases_closed_lately_are_drawn_for_a_call(union, system, now):
    day = timezone.localdate()
    values = {"received_on": day - timedelta(days=9), "closed_on": day}
    complaint(system, now, **values, is_major=True, satisfaction="")

    tasks.plan_call_backs()
    tasks.plan_call_backs()

    assert CallBack.objects.count() == 1


def test_hot_spots_become_suggestions(union, system, now):
    day = timezone.localdate()
    for n in range(6):
        on = day - timedelta(days=n)
        complaint(system, now, cause="pricing", received_on=on, closed_on=None)

    tasks.suggest_trainings()
    tasks.suggest_trainings()

    assert TrainingSuggestion.objects.count() == 1


@pytest.mark.parametrize("name", settings.CELERY_BEAT_SCHEDULE)
def test_everything_on_the_timetable_is_there_to_run(name):
    current_app.loader.import_default_modules()
    assert settings.CELERY_BEAT_SCHEDULE[name]["task"] in current_app.tasks
