"""The doors of complaints."""

from dataclasses import replace

from django.urls import path

from complaints.pages.cases import case_tasks, case_work
from complaints.pages.cases import urls as case_urls
from complaints.pages.cases.complaints import COMPLAINTS
from complaints.pages.learning import urls as learning_urls
from complaints.pages.routing import routing, routing_rules
from complaints.pages.statistics import statistics
from complaints.pages.ways import ways
from consumer_protection.core.register_doors import register_urls

app_name = "complaints"
urlpatterns = [
    *case_urls.urlpatterns,
    *learning_urls.urlpatterns,
    *register_urls(replace(COMPLAINTS, list_acts=ways), "cases"),
    path("cases/<int:pk>/work/", case_work.case_work, name="case_work"),
    path("cases/<int:pk>/tasks/add/", case_work.task_add, name="task_add"),
    path("cases/<int:pk>/urges/add/", case_work.urge_add, name="urge_add"),
    path("urges/<int:pk>/answer/", case_work.urge_answer, name="urge_answer"),
    *register_urls(case_tasks.TASKS, "tasks"),
    path("tasks/<int:pk>/<slug:move>/", case_tasks.task_move, name="task_move"),
    path("routing/add/", routing.rule_add, name="routingrule_add"),
    path("routing/try/", routing_rules.try_rules, name="routing_try"),
    *register_urls(routing_rules.RULES, "routing"),
    path("routing/<int:pk>/edit/", routing.rule_edit, name="routingrule_edit"),
    path("routing/<int:pk>/end/", routing.rule_end, name="routingrule_end"),
    path(
        "routing/<int:pk>/shift/<slug:way>/",
        routing.rule_shift,
        name="routingrule_shift",
    ),
    path("statistics/", statistics.statistics, name="statistics"),
    path("statistics/export/", statistics.statistics_export, name="statistics_export"),
]
