"""The doors of base figures and of data quality."""

from django.urls import path

from consumer_protection.core.pages.base_figures import BASE_FIGURES
from consumer_protection.core.pages.base_year import base_year
from consumer_protection.core.pages.quality import quality_page
from consumer_protection.core.register_doors import register_urls

urlpatterns = [
    path("quality/", quality_page, name="quality"),
    path("base-figures/year/", base_year, name="base_year"),
    path("base-figures/year/<int:year>/", base_year, name="base_year_of"),
    *register_urls(BASE_FIGURES, "base-figures"),
]
