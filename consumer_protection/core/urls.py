"""The foundation's own doors."""

from django.urls import include, path

from consumer_protection.core import import_urls, setup_urls
from consumer_protection.core.keeping import read_attachment
from consumer_protection.core.pages import health, sign_in, tokens
from consumer_protection.core.pages.base_figures import BASE_FIGURES
from consumer_protection.core.pages.base_year import base_year
from consumer_protection.core.pages.units import UNITS
from consumer_protection.core.register_doors import register_urls

app_name = "core"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("first-sign-in/", sign_in.first_sign_in, name="first_sign_in"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("attachments/<int:pk>/", read_attachment, name="attachment"),
    path("imports/", include(import_urls.urlpatterns)),
    path("quality/", include("consumer_protection.core.quality_urls")),
    path("notices/", include("consumer_protection.core.notice_urls")),
    path("tokens/", tokens.token_list, name="token_list"),
    path("tokens/all/", tokens.all_tokens, name="all_tokens"),
    path("tokens/<int:pk>/revoke/", tokens.token_revoke, name="token_revoke"),
    *register_urls(UNITS, "units"),
    path("base-figures/year/", base_year, name="base_year"),
    path("base-figures/year/<int:year>/", base_year, name="base_year_of"),
    *register_urls(BASE_FIGURES, "base-figures"),
    *setup_urls.urlpatterns,
]
