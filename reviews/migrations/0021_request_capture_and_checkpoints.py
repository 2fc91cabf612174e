"""Changed rows of what hangs on a review enter the trail; the checkpoints to begin with."""

from django.db import migrations

from consumer_protection.core import trail_sql
from reviews import first_data


class Migration(migrations.Migration):
    dependencies = [("reviews", "0020_request_life")]

    operations = [
        trail_sql.capture("reviews_checkpoint", "reviews.checkpoint"),
        trail_sql.capture("reviews_checkitem", "reviews.checkitem"),
        trail_sql.capture("reviews_material", "reviews.material"),
        trail_sql.capture("reviews_release", "reviews.release"),
        trail_sql.capture("reviews_launchcheck", "reviews.launchcheck"),
        migrations.RunPython(first_data.add_checkpoints, first_data.keep),
    ]
