"""The foundation's own doors."""

from django.urls import include, path

from consumer_protection.core import setup_urls
from consumer_protection.core.keeping import read_attachment
from consumer_protection.core.pages import batches, health, imports, sign_in
from consumer_protection.core.pages.base_figures import BASE_FIGURES
from consumer_protection.core.pages.base_year import base_year
from consumer_protection.core.pages.units import UNITS
from consumer_protection.core.registers import register_urls

_imports = [
    path("", imports.import_list, name="import_list"),
    path("new/<slug:kind>/", imports.import_new, name="import_new"),
    path("template/<slug:kind>.xlsx", imports.template_file, name="ledger_template"),
    path("<int:pk>/", imports.import_detail, name="import_detail"),
    path("<int:pk>/decide/", imports.import_decide, name="import_decide"),
    path("<int:pk>/confirm/", imports.import_confirm, name="import_confirm"),
    path("<int:pk>/drop/", imports.import_drop, name="import_drop"),
    path("<int:pk>/marked/", imports.import_marked, name="import_marked"),
    path("choices/<int:pk>/forget/", imports.choice_forget, name="choice_forget"),
    path("done/<int:pk>/", batches.batch_detail, name="batch_detail"),
    path("done/<int:pk>/file/", batches.batch_file, name="batch_file"),
    path("done/<int:pk>/take-back/", batches.batch_take_back, name="batch_take_back"),
]
app_name = "core"
urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("first-sign-in/", sign_in.first_sign_in, name="first_sign_in"),
    path("health/live", health.live, name="live"),
    path("health/ready", health.ready, name="ready"),
    path("attachments/<int:pk>/", read_attachment, name="attachment"),
    path("imports/", include(_imports)),
    *register_urls(UNITS, "units"),
    path("base-figures/year/", base_year, name="base_year"),
    path("base-figures/year/<int:year>/", base_year, name="base_year_of"),
    *register_urls(BASE_FIGURES, "base-figures"),
    *setup_urls.urlpatterns,
]
