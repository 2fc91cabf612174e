"""The doors of problems behind complaints and of rectifications."""

from django.urls import path

from complaints.pages.learning import (
    problem_work,
    problems,
    rectification_work,
    rectifications,
)
from complaints.pages.learning.learning_doing import urls_with_more

urlpatterns = [
    *urls_with_more(problems.PROBLEMS, "problems", problems.beside),
    path("problems/add/", problem_work.problem_add, name="problem_add"),
    path("problems/<int:pk>/edit/", problem_work.problem_edit, name="problem_edit"),
    path("problems/<int:pk>/cases/", problem_work.problem_cases, name="problem_cases"),
    path(
        "problems/<int:pk>/cases/<int:case>/remove/",
        problem_work.problem_case_remove,
        name="problem_case_remove",
    ),
    path(
        "problems/<int:pk>/moves/<slug:move>/",
        problem_work.problem_move,
        name="problem_move",
    ),
    path(
        "problems/<int:pk>/effect/<slug:side>/",
        problem_work.problem_effect,
        name="problem_effect",
    ),
    path(
        "problems/<int:pk>/rectify/",
        rectification_work.problem_rectify,
        name="problem_rectify",
    ),
    path(
        "cases/<int:pk>/rectify/", rectification_work.case_rectify, name="case_rectify"
    ),
    *urls_with_more(
        rectifications.RECTIFICATIONS, "rectifications", rectifications.beside
    ),
    path(
        "rectifications/<int:pk>/moves/<slug:move>/",
        rectification_work.rectification_move,
        name="rectification_move",
    ),
    path(
        "rectifications/<int:pk>/effect/<slug:side>/",
        rectification_work.rectification_effect,
        name="rectification_effect",
    ),
]
