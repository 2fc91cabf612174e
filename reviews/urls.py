"""The doors of reviews."""

from django.urls import path

from consumer_protection.core.record_pages import add_page
from consumer_protection.core.register_doors import register_urls
from reviews import case_urls
from reviews.pages.reviews import OPINIONS, REVIEWS

app_name = "reviews"
urlpatterns = [
    *case_urls.urlpatterns,
    *register_urls(REVIEWS, "requests"),
    # Requests are asked for on a page of their own; this one enters past reviews.
    path("requests/add/", add_page(REVIEWS), name="review_add"),
    *register_urls(OPINIONS, "opinions"),
]
