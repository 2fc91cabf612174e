"""What each finding costs in an audit's score."""

from django.db import migrations

from consumer_protection.core import first_data


class Migration(migrations.Migration):
    dependencies = [("core", "0061_governance_codes")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        migrations.RunPython(first_data.add_thresholds, first_data.keep),
    ]
