"""A transaction may tell of more records than the server's lock table holds."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("core", "0007_api_tokens_and_calls")]

    # The first form does the same work, so going back leaves this one.
    operations = [
        migrations.RunSQL(trail_sql.CHAIN_BY_ROW, migrations.RunSQL.noop),
    ]
