"""Changed rows of complaints enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("complaints", "0001_initial"), ("core", "0002_trail_triggers")]

    operations = [trail_sql.capture("complaints_complaint", "complaints.complaint")]
