"""Changed rows of products, fees, partners and the looks at them enter the trail."""

from django.db import migrations

from consumer_protection.core import trail_sql

_NOUNS = (
    "product",
    "productstage",
    "feeitem",
    "reliefmeasure",
    "feedisplay",
    "partner",
    "partnerreview",
    "monitoringcheck",
    "postlaunchevaluation",
    "suitabilitycheck",
    "followup",
    "productadjustment",
    "rectification",
)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0030_offers"), ("core", "0002_trail_triggers")]

    operations = [
        *(
            trail_sql.capture(f"reviews_{noun}", f"reviews.{noun}")
            for noun in _NOUNS
        ),
        trail_sql.capture("reviews_product_reviews", "reviews.product_reviews"),
        trail_sql.capture("reviews_product_partners", "reviews.product_partners"),
    ]
