"""Changed rows of audits enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("audits", "0001_initial"), ("core", "0002_trail_triggers")]

    operations = [
        trail_sql.capture("audits_auditproject", "audits.auditproject"),
        trail_sql.capture("audits_finding", "audits.finding"),
    ]
