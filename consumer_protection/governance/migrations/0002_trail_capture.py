"""Changed rows of governance enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial"), ("core", "0002_trail_triggers")]

    operations = [
        trail_sql.capture("governance_policy", "governance.policy"),
        trail_sql.capture("governance_policyversion", "governance.policyversion"),
        trail_sql.capture("governance_meeting", "governance.meeting"),
        trail_sql.capture("governance_agendaitem", "governance.agendaitem"),
        trail_sql.capture("governance_planitem", "governance.planitem"),
    ]
