"""Changed rows of typical cases enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("education", "0013_typical_cases_and_links")]

    operations = [
        trail_sql.capture("education_typicalcase", "education.typicalcase")
    ]
