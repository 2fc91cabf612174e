"""Changed rows of surveys enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql

NOUNS = ("survey", "surveyanswer", "surveyquestion", "surveyresponse")


class Migration(migrations.Migration):
    dependencies = [("education", "0009_surveys")]

    operations = [
        trail_sql.capture(f"education_{noun}", f"education.{noun}") for noun in NOUNS
    ]
