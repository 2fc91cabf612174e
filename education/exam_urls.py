"""The doors of examinations beside their registers."""

from django.urls import path

from education.pages import exams, sitting

urlpatterns = [
    path("exams/plan/", exams.exam_plan, name="exam_plan"),
    path("exams/mine/", sitting.my_exams, name="my_exams"),
    path("exams/<int:pk>/edit/", exams.exam_edit, name="exam_edit"),
    path("exams/<int:pk>/moves/<slug:move>/", exams.exam_move, name="exam_move"),
    path("exams/<int:pk>/begin/", sitting.exam_begin, name="exam_begin"),
    path("papers/<int:pk>/", sitting.exam_paper, name="exam_paper"),
    path("papers/<int:pk>/answers/", sitting.exam_save, name="exam_save"),
    path("papers/<int:pk>/hand-in/", sitting.exam_hand_in, name="exam_hand_in"),
]
