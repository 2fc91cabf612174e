"""The doors of reviews."""

from consumer_protection.core.register_doors import register_urls
from reviews import case_urls, offer_urls, wording_urls
from reviews.pages.reviews import OPINIONS, REVIEWS

app_name = "reviews"
urlpatterns = [
    *case_urls.urlpatterns,
    *register_urls(REVIEWS, "requests"),
    *register_urls(OPINIONS, "opinions"),
    *offer_urls.urlpatterns,
    *wording_urls.urlpatterns,
]
