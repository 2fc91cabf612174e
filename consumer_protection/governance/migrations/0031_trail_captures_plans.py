"""Changed rows of duties, emergencies and conduct enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql

NOUNS = (
    "calendarfeed",
    "commitmentletter",
    "drill",
    "duty",
    "dutyrule",
    "emergencyplan",
    "incident",
    "incidentreport",
    "planproblem",
    "screening",
    "submission",
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0030_plans_duties_emergencies")]

    operations = [
        trail_sql.capture(f"governance_{noun}", f"governance.{noun}") for noun in NOUNS
    ]
