"""The doors of one review: request, materials, checklist, opinions, launch."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from reviews.pages import (
    checking,
    comparing,
    launch_checks,
    launching,
    opining,
    requesting,
    statistics,
)

_one = "requests/<int:pk>"
urlpatterns = [
    path("new/", requesting.review_new, name="review_new"),
    path("statistics/", statistics.statistics, name="statistics"),
    path("handbook/", checking.handbook, name="handbook"),
    path(f"{_one}/edit/", requesting.review_edit, name="review_edit"),
    path(f"{_one}/material/", requesting.material_add, name="material_add"),
    path(f"{_one}/moves/<slug:move>/", requesting.review_move, name="review_move"),
    path(f"{_one}/checklist/", checking.checklist, name="checklist"),
    path(f"{_one}/opinions/new/", opining.opinion_new, name="opinion_new"),
    path(f"{_one}/risk/", opining.risk_judge, name="risk_judge"),
    path(f"{_one}/letter.<slug:form>", launching.review_letter, name="review_letter"),
    path(f"{_one}/release/", launching.release_add, name="release_add"),
    path(f"{_one}/difference/", launching.release_confirm, name="release_confirm"),
    path("materials/<int:pk>/", comparing.material_compare, name="material_compare"),
    path("opinions/<int:pk>/change/", opining.opinion_change, name="opinion_change"),
    path("opinions/<int:pk>/drop/", opining.opinion_drop, name="opinion_drop"),
    path("opinions/<int:pk>/answer/", opining.opinion_answer, name="opinion_answer"),
    path("opinions/<int:pk>/decide/", opining.opinion_decide, name="opinion_decide"),
    path("checks/<int:pk>/done/", launch_checks.check_complete, name="check_complete"),
    *register_urls(launch_checks.CHECKS, "checks"),
]
