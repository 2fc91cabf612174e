"""Code lists, limits and thresholds of problems, rectifications and call-backs."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0009_thresholds")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_time_limits, first_data.keep),
        migrations.RunPython(first_data.add_thresholds, first_data.keep),
    ]
