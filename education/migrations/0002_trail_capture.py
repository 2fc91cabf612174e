"""Changed rows of campaigns and trainings enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("education", "0001_initial"), ("core", "0002_trail_triggers")]

    operations = [
        trail_sql.capture("education_campaign", "education.campaign"),
        trail_sql.capture("education_training", "education.training"),
    ]
