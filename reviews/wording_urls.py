"""The doors of the wording check."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from reviews.pages.wording import checking, rules
from reviews.pages.wording.kept import CHECKS

_RULE = "wording/rules/<int:pk>"
urlpatterns = [
    path("wording/", checking.wording_start, name="wording"),
    path(
        "materials/<int:pk>/wording/",
        checking.wording_of_material,
        name="wording_of_material",
    ),
    path("wording/try/", rules.wording_try, name="wording_try"),
    path("wording/rules/add/", rules.wordingrule_add, name="wordingrule_add"),
    path(f"{_RULE}/edit/", rules.wordingrule_edit, name="wordingrule_edit"),
    path(f"{_RULE}/end/", rules.wordingrule_end, name="wordingrule_end"),
    path(
        "wording/checks/<int:pk>/again/", checking.wording_again, name="wording_again"
    ),
    path(
        "wording/checks/<int:pk>/except/",
        checking.wording_except,
        name="wording_except",
    ),
    path(
        "wording/exceptions/<int:pk>/<slug:move>/",
        checking.wording_decide,
        name="wording_decide",
    ),
    *register_urls(rules.RULES, "wording/rules"),
    *register_urls(CHECKS, "wording/checks"),
]
