"""The doors of what comes after an answer: rechecks, mediations, repeats."""

from django.urls import path

from complaints.pages.after import (
    mediation_work,
    mediations,
    recheck_work,
    rechecks,
    repeats,
)
from consumer_protection.core.register_doors import register_urls

urlpatterns = [
    *register_urls(rechecks.RECHECKS, "rechecks"),
    path("cases/<int:pk>/recheck/", recheck_work.recheck_apply, name="recheck_apply"),
    path(
        "rechecks/<int:pk>/moves/<slug:move>/",
        recheck_work.recheck_move,
        name="recheck_move",
    ),
    path(
        "rechecks/<int:pk>/reopen/", recheck_work.recheck_reopen, name="recheck_reopen"
    ),
    *register_urls(mediations.MEDIATIONS, "mediations"),
    path(
        "cases/<int:pk>/mediation/",
        mediation_work.mediation_offer,
        name="mediation_offer",
    ),
    path(
        "mediations/<int:pk>/moves/<slug:move>/",
        mediation_work.mediation_move,
        name="mediation_move",
    ),
    path("cases/<int:pk>/repeat/", repeats.repeat_mark, name="repeat_mark"),
    path("cases/<int:pk>/repeat/end/", repeats.repeat_unmark, name="repeat_unmark"),
]
