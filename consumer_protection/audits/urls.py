"""The doors of audits."""

from django.urls.resolvers import URLPattern

app_name = "audits"
urlpatterns: list[URLPattern] = []
