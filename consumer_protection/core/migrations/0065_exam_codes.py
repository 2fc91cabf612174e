"""Kinds of exam questions, states of examinations."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0064_service_codes")]

    operations = [migrations.RunPython(first_data.add_codes, first_data.keep)]
