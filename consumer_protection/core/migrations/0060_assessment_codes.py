"""The states of self-assessments and of their indicators."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0020_review_data")]

    operations = [migrations.RunPython(first_data.add_codes, first_data.keep)]
