"""The doors of policies, of duties and staff, and of the law library."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from consumer_protection.governance.pages import duties, laws, policy_work
from consumer_protection.governance.pages.policies import POLICIES

_policies = [
    path("policies/draft/", policy_work.version_draft, name="version_draft"),
    path("policies/coverage/", policy_work.coverage, name="coverage"),
    path(
        "policies/<int:pk>/moves/<slug:move>/",
        policy_work.version_move,
        name="version_move",
    ),
    path("readings/", policy_work.to_read, name="to_read"),
    path("readings/<int:pk>/", policy_work.read_version, name="read_version"),
    path(
        "readings/<int:pk>/confirm/",
        policy_work.confirm_reading,
        name="confirm_reading",
    ),
]
_duties = [
    path("unit-duties/matrix/", duties.duty_matrix, name="duty_matrix"),
    path("unit-duties/new/", duties.duty_new, name="duty_new"),
    path("unit-duties/<int:pk>/edit/", duties.duty_edit, name="duty_edit"),
    path("assignments/new/", duties.assignment_new, name="assignment_new"),
    path("assignments/<int:pk>/edit/", duties.assignment_edit, name="assignment_edit"),
    path("laws/new/", laws.article_new, name="article_new"),
    path("laws/<int:pk>/edit/", laws.article_edit, name="article_edit"),
]
urlpatterns = [
    *register_urls(POLICIES, "policies"),
    *register_urls(duties.DUTIES, "unit-duties"),
    *register_urls(duties.ASSIGNMENTS, "assignments"),
    *register_urls(laws.ARTICLES, "laws"),
    *_policies,
    *_duties,
]
