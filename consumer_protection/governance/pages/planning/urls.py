"""The doors of plans, duties, emergencies and conduct."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from consumer_protection.governance.pages.planning import (
    conduct,
    duties,
    duty_work,
    emergency,
    feed,
    incident_work,
    incidents,
    plan_work,
    problems,
)

urlpatterns = [
    path("plans/<int:pk>/proof/", plan_work.planitem_proof, name="planitem_proof"),
    path("plans/<int:pk>/carry/", plan_work.planitem_carry, name="planitem_carry"),
    *register_urls(problems.PLAN_PROBLEMS, "plan-problems"),
    path(
        "plan-problems/<int:pk>/take/",
        problems.planproblem_take,
        name="planproblem_take",
    ),
    *register_urls(duties.DUTIES, "duties"),
    path("duties/<int:pk>/submit/", duty_work.duty_submit, name="duty_submit"),
    path("duties/year/<int:year>/", duty_work.duty_year, name="duty_year"),
    *register_urls(duties.DUTY_RULES, "duty-rules"),
    path("duty-rules/propose/", duty_work.rules_propose, name="rules_propose"),
    path("duty-rules/make/", duty_work.duties_make, name="duties_make"),
    path("calendar/", feed.feed, name="feed"),
    path("calendar/<str:secret>.ics", feed.feed_file, name="feed_file"),
    *register_urls(emergency.EMERGENCY_PLANS, "emergency-plans"),
    *register_urls(emergency.DRILLS, "drills"),
    *register_urls(incidents.INCIDENTS, "incidents"),
    path(
        "incidents/<int:pk>/report/",
        incident_work.incident_report,
        name="incident_report",
    ),
    *register_urls(conduct.COMMITMENT_LETTERS, "commitment-letters"),
    *register_urls(conduct.SCREENINGS, "screenings"),
]
