"""The states of branch assessments, and the time of appeal."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0062_audit_points")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_time_limits, first_data.keep),
    ]
