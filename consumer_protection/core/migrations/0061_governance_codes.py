"""One line after the codes of meetings, plans and self-assessments."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0030_meeting_and_policy_codes"),
        ("core", "0040_plan_and_duty_codes"),
        ("core", "0060_assessment_codes"),
    ]

    operations = []
