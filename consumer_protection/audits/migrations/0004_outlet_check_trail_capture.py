"""Changed rows of outlet checks enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("audits", "0003_audit_life_and_outlet_checks")]

    operations = [trail_sql.capture("audits_outletcheck", "audits.outletcheck")]
