"""The doors of audits."""

from django.urls import path

from consumer_protection.audits.pages import coverage, doing, mending, outlets
from consumer_protection.audits.pages.audits import FINDINGS, PROJECTS
from consumer_protection.audits.pages.outlet_checks import CHECKS
from consumer_protection.core.register_doors import register_urls

app_name = "audits"
_project = "projects/<int:pk>/"
_finding = "findings/<int:pk>/"
urlpatterns = [
    path("projects/plan/", doing.audit_plan, name="audit_plan"),
    path("projects/coverage/", coverage.coverage, name="coverage"),
    path(f"{_project}edit/", doing.audit_edit, name="audit_edit"),
    path(f"{_project}moves/<slug:move>/", doing.audit_move, name="audit_move"),
    path(f"{_project}report.<slug:form>", doing.audit_report, name="audit_report"),
    path(f"{_project}findings/", doing.finding_add, name="finding_write"),
    path(f"{_finding}edit/", doing.finding_edit, name="finding_change"),
    path(f"{_finding}moves/<slug:move>/", mending.finding_move, name="finding_move"),
    path("outlets/", outlets.all_outlets, name="outlets"),
    path("outlets/check/", outlets.outlet_check, name="outlet_check"),
    path(
        "outlet-checks/<int:pk>/moves/<slug:move>/",
        mending.check_move,
        name="check_move",
    ),
    *register_urls(CHECKS, "outlet-checks"),
    *register_urls(PROJECTS, "projects"),
    *register_urls(FINDINGS, "findings"),
]
