"""Media of publications, kinds of service and of scams."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0063_branch_assessment_codes")]

    operations = [migrations.RunPython(first_data.add_codes, first_data.keep)]
