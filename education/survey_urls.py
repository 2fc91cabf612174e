"""The doors of surveys."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from education.pages import survey_tasks, surveys
from education.pages.survey_lists import SURVEYS

_survey = "surveys/<int:pk>/"
urlpatterns = [
    path("surveys/plan/", surveys.survey_plan, name="survey_plan"),
    path("surveys/now/", survey_tasks.survey_tasks, name="survey_tasks"),
    path(f"{_survey}edit/", surveys.survey_edit, name="survey_edit"),
    path(f"{_survey}questions/", surveys.question_add, name="survey_question_add"),
    path(f"{_survey}moves/<slug:move>/", surveys.survey_move, name="survey_move"),
    path(f"{_survey}enter/", surveys.survey_enter, name="survey_enter"),
    path(f"{_survey}code.pdf", surveys.survey_poster, name="survey_poster"),
    path(
        "survey-questions/<int:pk>/drop/",
        surveys.question_drop,
        name="survey_question_drop",
    ),
    path("survey-answers/<int:pk>/", surveys.survey_follow, name="survey_follow"),
    *register_urls(SURVEYS, "surveys"),
]
