"""The doors of reporting; home is at the root."""

from django.urls import include, path

from reporting.pages import asking, comparing, filed, freezing, home, runs, writing
from reporting.pages.assessing import assessments, items
from reporting.pages.ranking.urls import urlpatterns as branches

_assessments = [
    path("", assessments.assessment_list, name="assessment_list"),
    path("add/", assessments.assessment_add, name="assessment_add"),
    path("<int:pk>/", assessments.assessment, name="assessment_detail"),
    path(
        "<int:pk>/moves/<slug:move>/",
        assessments.assessment_move,
        name="assessment_move",
    ),
    path(
        "<int:pk>/judge/",
        assessments.assessment_judge,
        name="assessment_judge",
    ),
    path(
        "<int:pk>/paper.<slug:form>",
        assessments.assessment_paper,
        name="assessment_paper",
    ),
    path("items/<int:pk>/", items.item, name="assessment_item"),
    path(
        "items/<int:pk>/assign/",
        items.item_assign,
        name="assessment_assign",
    ),
    path("items/<int:pk>/files/", items.item_attach, name="assessment_attach"),
    path(
        "items/<int:pk>/moves/<slug:move>/",
        items.item_move,
        name="assessment_item_move",
    ),
]
_reports = [
    path("", runs.run_list, name="run_list"),
    path("add/", asking.run_add, name="run_add"),
    path("declare/", asking.declare, name="declare"),
    path("comparison/", comparing.comparison, name="comparison"),
    path("filed/", filed.filed_list, name="filed_list"),
    path("filed/add/", filed.filed_add, name="filed_add"),
    path("filed/<int:pk>/", filed.filed_detail, name="filed_detail"),
    path("filed/figures/<int:pk>/", filed.filed_change, name="filed_change"),
    path(
        "filed/figures/<int:pk>/withdraw/",
        filed.filed_withdraw,
        name="filed_withdraw",
    ),
    path("verify/", freezing.verify, name="verify"),
    path("<int:pk>/", runs.run_detail, name="run_detail"),
    path("<int:pk>/retry/", asking.run_retry, name="run_retry"),
    path("<int:pk>/freeze/", freezing.run_freeze, name="run_freeze"),
    path("<int:pk>/reopen/", freezing.run_reopen, name="run_reopen"),
    path("<int:pk>/changes/", comparing.run_changes, name="run_changes"),
    path(
        "<int:pk>/sections/<str:section>/",
        writing.section_edit,
        name="section_edit",
    ),
    path(
        "<int:pk>/sections/<str:section>/preview/",
        writing.section_preview,
        name="section_preview",
    ),
    path(
        "<int:pk>/sections/<str:section>/proposed/",
        writing.section_proposed,
        name="section_proposed",
    ),
    path("<int:pk>/files/<str:name>", runs.run_file, name="run_file"),
]
_named = [
    path("reports/", include(_reports)),
    path("assessments/", include(_assessments)),
    path("branches/", include(branches)),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", home.figures, name="figures"),
    path("", include((_named, "reporting"))),
]
