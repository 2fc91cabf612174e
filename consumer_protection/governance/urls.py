"""The doors of governance."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from consumer_protection.governance.pages import (
    meeting_work,
    organs,
    papers,
    policy_urls,
    proposals,
)
from consumer_protection.governance.pages.meetings import MEETINGS, RESOLUTIONS
from consumer_protection.governance.pages.plan_items import PLAN_ITEMS
from consumer_protection.governance.pages.planning.urls import (
    urlpatterns as planning_urls,
)

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
urlpatterns = [
    *register_urls(MEETINGS, "meetings"),
    *register_urls(RESOLUTIONS, "resolutions"),
    *register_urls(PLAN_ITEMS, "plans"),
    *register_urls(proposals.PROPOSALS, "proposals"),
    *register_urls(organs.MEMBERS, "organs"),
    *_meetings,
    *_proposals,
    *_organs,
    *policy_urls.urlpatterns,
    *planning_urls,
]
