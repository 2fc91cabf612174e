"""The doors of the message centre."""

from django.urls import path

from consumer_protection.core.pages import notices

urlpatterns = [
    path("", notices.notice_list, name="notice_list"),
    path("read/", notices.notices_read, name="notices_read"),
    path("<int:pk>/", notices.notice_open, name="notice_open"),
    path("<int:pk>/read/", notices.notice_read, name="notice_read"),
]
