"""Changed rows of attendances enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("education", "0011_attendance")]

    operations = [
        trail_sql.capture("education_attendance", "education.attendance"),
    ]
