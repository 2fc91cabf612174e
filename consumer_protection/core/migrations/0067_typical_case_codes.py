"""States of typical cases."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0066_survey_codes")]

    operations = [migrations.RunPython(first_data.add_codes, first_data.keep)]
