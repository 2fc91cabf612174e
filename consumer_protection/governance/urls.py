"""The doors of governance."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from consumer_protection.governance.pages import (
    duties,
    laws,
    meeting_work,
    organs,
    papers,
    policy_work,
    proposals,
)
from consumer_protection.governance.pages.meetings import MEETINGS, RESOLUTIONS
from consumer_protection.governance.pages.plan_items import PLAN_ITEMS
from consumer_protection.governance.pages.policies import POLICIES

app_name = "governance"
_meetings = [
    path("meetings/plan/", meeting_work.meeting_plan, name="meeting_plan"),
    path("meetings/<int:pk>/items/", meeting_work.item_add, name="item_add"),
    path("meetings/<int:pk>/hold/", meeting_work.meeting_hold, name="meeting_hold"),
    path(
        "meetings/<int:pk>/minutes/",
        meeting_work.meeting_minutes,
        name="meeting_minutes",
    ),
    path(
        "meetings/<int:pk>/approve/",
        meeting_work.minutes_approve,
        name="minutes_approve",
    ),
    path("meetings/<int:pk>/opinion/", meeting_work.opinion_add, name="opinion_add"),
    path(
        "meetings/<int:pk>/<slug:paper>.<slug:form>",
        papers.meeting_paper,
        name="meeting_paper",
    ),
    path(
        "resolutions/<int:pk>/resolve/", meeting_work.item_resolve, name="item_resolve"
    ),
    path(
        "resolutions/<int:pk>/follow-up/",
        meeting_work.follow_up_add,
        name="follow_up_add",
    ),
    path("resolutions/<int:pk>/excerpt.<slug:form>", papers.excerpt, name="excerpt"),
]
_proposals = [
    path("proposals/add/", proposals.proposal_add, name="proposal_add"),
    path(
        "proposals/<int:pk>/take-up/",
        proposals.proposal_take_up,
        name="proposal_take_up",
    ),
    path(
        "proposals/<int:pk>/decline/",
        proposals.proposal_decline,
        name="proposal_decline",
    ),
    path(
        "proposals/<int:pk>/answer/", proposals.proposal_answer, name="proposal_answer"
    ),
    path(
        "proposals/<int:pk>/excerpt.<slug:form>",
        papers.proposal_excerpt,
        name="proposal_excerpt",
    ),
]
_organs = [
    path("organs/add/", organs.member_add, name="member_add"),
    path("organs/<int:pk>/end/", organs.member_end, name="member_end"),
]
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
    path("duties/matrix/", duties.duty_matrix, name="duty_matrix"),
    path("duties/new/", duties.duty_new, name="duty_new"),
    path("duties/<int:pk>/edit/", duties.duty_edit, name="duty_edit"),
    path("assignments/new/", duties.assignment_new, name="assignment_new"),
    path("assignments/<int:pk>/edit/", duties.assignment_edit, name="assignment_edit"),
    path("laws/new/", laws.article_new, name="article_new"),
    path("laws/<int:pk>/edit/", laws.article_edit, name="article_edit"),
]
urlpatterns = [
    *register_urls(POLICIES, "policies"),
    *register_urls(MEETINGS, "meetings"),
    *register_urls(RESOLUTIONS, "resolutions"),
    *register_urls(PLAN_ITEMS, "plans"),
    *register_urls(proposals.PROPOSALS, "proposals"),
    *register_urls(organs.MEMBERS, "organs"),
    *register_urls(duties.DUTIES, "duties"),
    *register_urls(duties.ASSIGNMENTS, "assignments"),
    *register_urls(laws.ARTICLES, "laws"),
    *_duties,
    *_meetings,
    *_proposals,
    *_organs,
    *_policies,
]
