"""Files of reports enter the trail; runs tell their moves themselves, since their
progress changes by the second."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("core", "0002_trail_triggers")]

    operations = [trail_sql.capture("reporting_reportfile", "reporting.reportfile")]
