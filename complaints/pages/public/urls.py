"""The doors that are open to everybody, where the institution switched them on."""

from django.urls import path

from complaints.pages.public import public

app_name = "public"
urlpatterns = [
    path("", public.channels, name="channels"),
    path("complain/", public.complain, name="complain"),
    path("progress/", public.progress, name="progress"),
]
