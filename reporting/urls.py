"""The doors of reporting; home is at the root."""

from django.urls import include, path

from reporting.pages import asking, home, runs

_reports = (
    [
        path("", runs.run_list, name="run_list"),
        path("add/", asking.run_add, name="run_add"),
        path("declare/", asking.declare, name="declare"),
        path("<int:pk>/", runs.run_detail, name="run_detail"),
        path("<int:pk>/retry/", asking.run_retry, name="run_retry"),
        path("<int:pk>/files/<str:name>", runs.run_file, name="run_file"),
    ],
    "reporting",
)
urlpatterns = [
    path("", home.home, name="home"),
    path("figures/", home.figures, name="figures"),
    path("reports/", include(_reports)),
]
