"""The doors of bringing ledgers in."""

from django.urls import path

from consumer_protection.core.pages import batches, imports

urlpatterns = [
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
