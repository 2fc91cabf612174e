"""Changed rows of examinations enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql

NOUNS = ("exam", "examanswer", "exampaper", "question", "seat")


class Migration(migrations.Migration):
    dependencies = [("education", "0007_exams")]

    operations = [
        trail_sql.capture(f"education_{noun}", f"education.{noun}") for noun in NOUNS
    ]
