"""Names of limits and thresholds; changes of thresholds enter the trail."""

from django.db import migrations

from consumer_protection.core import first_data, trail_sql


class Migration(migrations.Migration):
    dependencies = [("core", "0014_notices")]

    operations = [
        migrations.RunPython(first_data.add_codes, first_data.keep),
        trail_sql.capture("core_threshold", "core.threshold"),
    ]
