"""The doors of data quality."""

from django.urls import path

from consumer_protection.core.pages import quality

urlpatterns = [
    path("", quality.quality, name="quality"),
    path("tile/", quality.quality_tile, name="quality_tile"),
]
