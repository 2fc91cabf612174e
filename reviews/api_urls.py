"""The addresses of reviews for programs that are no register's."""

from django.urls import path

from reviews.wording_api import DOOR

app_name = "reviews_api"
urlpatterns = [path("wording-checks/", DOOR, name="wording_checks")]
