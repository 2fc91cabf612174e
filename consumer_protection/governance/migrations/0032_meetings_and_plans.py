"""One line after meetings, policies and plans."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0013_duties_trail_capture"),
        ("governance", "0031_trail_captures_plans"),
    ]

    operations = []
