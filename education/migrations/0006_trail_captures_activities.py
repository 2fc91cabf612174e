"""Changed rows of activities, photos and assignments enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql

NOUNS = ("activity", "activityphoto", "assignment")


class Migration(migrations.Migration):
    dependencies = [("education", "0005_activities")]

    operations = [
        trail_sql.capture(f"education_{noun}", f"education.{noun}") for noun in NOUNS
    ]
