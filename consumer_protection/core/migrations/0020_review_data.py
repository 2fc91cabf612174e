"""Code lists of reviews, and the days a review, an answer and a check may take."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0015_dated_values")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_time_limits, first_data.keep),
    ]
