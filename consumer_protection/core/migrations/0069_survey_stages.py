"""Surveys before and after a campaign."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0068_day_of_joining")]

    operations = [migrations.RunPython(first_data.add_codes, first_data.keep)]
