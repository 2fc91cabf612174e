"""Changed rows of publications, materials and service records enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql

NOUNS = ("material", "publication", "servicerecord")


class Migration(migrations.Migration):
    dependencies = [("education", "0003_publicity_and_service")]

    operations = [
        trail_sql.capture(f"education_{noun}", f"education.{noun}") for noun in NOUNS
    ]
