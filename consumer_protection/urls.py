"""Every door of the product, by app."""

from django.urls import include, path

urlpatterns = [
    path("", include("reporting.urls")),
    path("", include("consumer_protection.core.urls")),
    path("public/", include("complaints.pages.public.urls")),
    path("survey/", include("education.survey_public_urls")),
    path("complaints/", include("complaints.urls")),
    path("reviews/", include("reviews.urls")),
    path("education/", include("education.urls")),
    path("governance/", include("consumer_protection.governance.urls")),
    path("api/v1/", include("reporting.api.urls")),
    path("api/v1/", include("reviews.api_urls")),
    path("api/v1/", include("consumer_protection.core.api.urls")),
    path("audits/", include("consumer_protection.audits.urls")),
]
