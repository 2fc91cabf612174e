"""Code lists of meetings, proposals, supervision opinions and policy changes."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0015_dated_values")]

    operations = [migrations.RunPython(first_data.add_codes, first_data.keep)]
