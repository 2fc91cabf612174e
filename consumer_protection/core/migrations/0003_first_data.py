"""Code lists, working days, time limits and the system account."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0002_trail_triggers")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_workdays, first_data.keep),
        migrations.RunPython(first_data.add_time_limits, first_data.keep),
        migrations.RunPython(first_data.add_system_account, first_data.keep),
    ]
