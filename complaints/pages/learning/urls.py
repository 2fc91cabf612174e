"""The doors of what is learnt from complaints."""

from django.urls import path

from complaints.pages.learning import (
    calling,
    learning,
    learning_work,
    problem_urls,
    sanctions,
    suggestions,
    trainings,
)
from complaints.pages.learning.call_backs import CALL_BACKS, SECOND_ROUNDS
from consumer_protection.core.register_doors import register_urls

urlpatterns = [
    *problem_urls.urlpatterns,
    path("learning/", learning.learning, name="learning"),
    path(
        "problems/<int:pk>/sanction/",
        learning_work.problem_sanction,
        name="problem_sanction",
    ),
    path("cases/<int:pk>/sanction/", learning_work.case_sanction, name="case_sanction"),
    path("sanctions/lacking/", learning.lacking_sanctions, name="sanction_lacking"),
    *register_urls(sanctions.SANCTIONS, "sanctions"),
    *register_urls(suggestions.SUGGESTIONS, "suggestions"),
    path(
        "suggestions/<int:pk>/answer/",
        learning_work.suggestion_answer,
        name="suggestion_answer",
    ),
    path("calls/plan/", calling.call_plan, name="call_plan"),
    path("calls/next/", calling.call_next, name="call_next"),
    path("calls/<int:pk>/call/", calling.call, name="call"),
    *register_urls(CALL_BACKS, "calls"),
    *register_urls(SECOND_ROUNDS, "second-rounds"),
    path("second-rounds/<int:pk>/answer/", calling.second_answer, name="second_answer"),
    path("trainings/look/", trainings.training_look, name="training_look"),
    *register_urls(trainings.TRAININGS, "trainings"),
    path(
        "trainings/<int:pk>/moves/<slug:move>/",
        trainings.training_move,
        name="training_move",
    ),
]
