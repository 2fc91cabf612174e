"""Changed rows of reviews and opinions enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial"), ("core", "0002_trail_triggers")]

    operations = [
        trail_sql.capture("reviews_review", "reviews.review"),
        trail_sql.capture("reviews_opinion", "reviews.opinion"),
    ]
