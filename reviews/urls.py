"""The doors of reviews."""

from consumer_protection.core.register_doors import register_urls
from reviews import offer_urls
from reviews.pages.reviews import OPINIONS, REVIEWS

app_name = "reviews"
urlpatterns = [
    *register_urls(REVIEWS, "requests"),
    *register_urls(OPINIONS, "opinions"),
    *offer_urls.urlpatterns,
]
