"""Numbers of persons in free text do not enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("core", "0011_first_contact")]

    operations = [
        migrations.RunSQL(trail_sql.HIDE_NUMBERS, trail_sql.SHOW_NUMBERS),
    ]
