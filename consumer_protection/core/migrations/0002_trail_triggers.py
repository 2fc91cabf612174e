"""The trail chains, refuses change, and catches changed rows of the foundation."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [
        migrations.RunSQL(trail_sql.INSTALL, trail_sql.REMOVE),
        trail_sql.capture("core_unit", "core.unit"),
        trail_sql.capture("core_institution", "core.institution"),
        trail_sql.capture("core_user", "core.user"),
        trail_sql.capture("core_rolegrant", "core.rolegrant"),
        trail_sql.capture("core_code", "core.code"),
        trail_sql.capture("core_workday", "core.workday"),
        trail_sql.capture("core_timelimit", "core.timelimit"),
        trail_sql.capture("core_zeroreturn", "core.zeroreturn"),
        trail_sql.capture("core_attachment", "core.attachment"),
    ]
