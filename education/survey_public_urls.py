"""The door of a survey that everybody may open."""

from django.urls import path

from education.pages.survey_public import answer

app_name = "survey"
urlpatterns = [path("<slug:token>/", answer, name="answer")]
