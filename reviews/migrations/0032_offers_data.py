"""Code lists of products, fees, partners and checks, and their limits."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0031_offers_trail_capture"),
        ("core", "0015_dated_values"),
    ]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_time_limits, first_data.keep),
    ]
