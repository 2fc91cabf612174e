"""The doors of examinations, and of attending trainings."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from education.pages import attending, exams, sitting
from education.pages.exam_lists import EXAMS, QUESTIONS

urlpatterns = [
    path("trainings/owed/", attending.training_owed, name="training_owed"),
    path("trainings/sign/<uuid:token>/", attending.training_sign, name="training_sign"),
    path("trainings/<int:pk>/code.pdf", attending.training_code, name="training_code"),
    path("trainings/<int:pk>/people/", attending.training_list, name="training_people"),
    path("papers/<int:pk>/certificate.pdf", sitting.certificate, name="certificate"),
    path("exams/plan/", exams.exam_plan, name="exam_plan"),
    path("exams/mine/", sitting.my_exams, name="my_exams"),
    path("exams/<int:pk>/edit/", exams.exam_edit, name="exam_edit"),
    path("exams/<int:pk>/moves/<slug:move>/", exams.exam_move, name="exam_move"),
    path("exams/<int:pk>/begin/", sitting.exam_begin, name="exam_begin"),
    path("papers/<int:pk>/", sitting.exam_paper, name="exam_paper"),
    path("papers/<int:pk>/answers/", sitting.exam_save, name="exam_save"),
    path("papers/<int:pk>/hand-in/", sitting.exam_hand_in, name="exam_hand_in"),
    *register_urls(QUESTIONS, "exam-questions"),
    *register_urls(EXAMS, "exams"),
]
