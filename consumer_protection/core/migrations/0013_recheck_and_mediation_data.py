"""Code lists of rechecks and mediations, the letter of withdrawal and its limit."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0012_trail_hides_numbers")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_time_limits, first_data.keep),
    ]
