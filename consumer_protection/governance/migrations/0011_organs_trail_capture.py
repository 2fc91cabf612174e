"""Changed rows of organs, proposals, meetings' papers and readings enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0010_organs_meetings_readings"),
        ("core", "0030_meeting_and_policy_codes"),
    ]

    operations = [
        trail_sql.capture("governance_organmember", "governance.organmember"),
        trail_sql.capture("governance_proposal", "governance.proposal"),
        trail_sql.capture("governance_attendance", "governance.attendance"),
        trail_sql.capture("governance_followup", "governance.followup"),
        trail_sql.capture(
            "governance_supervisionopinion", "governance.supervisionopinion"
        ),
        trail_sql.capture("governance_reading", "governance.reading"),
    ]
