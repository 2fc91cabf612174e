"""The doors of branch assessments."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from reporting.pages.ranking import rounds, scores
from reporting.pages.ranking.register import SCORES

urlpatterns = [
    path("", rounds.round_list, name="branch_rounds"),
    path("open/", rounds.round_open, name="branch_open"),
    path("<int:pk>/", rounds.round_detail, name="branch_round"),
    path("<int:pk>/lock/", rounds.round_lock, name="branch_lock"),
    path("<int:pk>/publish/", rounds.round_publish, name="branch_publish"),
    path(
        "scores/<int:pk>/give/<slug:item>/", scores.score_give, name="branchscore_give"
    ),
    path(
        "scores/<int:pk>/moves/<slug:move>/", scores.score_move, name="branchscore_move"
    ),
    path(
        "scores/<int:pk>/result.<slug:form>",
        scores.score_paper,
        name="branchscore_paper",
    ),
    *register_urls(SCORES, "scores"),
]
