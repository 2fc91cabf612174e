"""The addresses of figures and reports for programs."""

from django.urls import path

from consumer_protection.core.api.doors import door
from reporting.api.figures import FigureBook, FigureRecords
from reporting.api.reports import ReportDetail, ReportFileView, ReportList

app_name = "reporting_api"
urlpatterns = [
    path("figures/", door(FigureBook), name="figures"),
    path("figures/<str:code>/records/", door(FigureRecords), name="figure_records"),
    path("reports/", door(ReportList), name="reports"),
    path("reports/<int:id>/", door(ReportDetail), name="report"),
    path("reports/<int:id>/files/<str:name>", door(ReportFileView), name="report_file"),
]
