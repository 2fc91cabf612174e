"""Changed rows of duties, staff and law articles enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("governance", "0012_duties_staff_laws")]

    operations = [
        trail_sql.capture("governance_unitduty", "governance.unitduty"),
        trail_sql.capture("governance_assignment", "governance.assignment"),
        trail_sql.capture("governance_lawarticle", "governance.lawarticle"),
    ]
