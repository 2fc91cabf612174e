"""The doors of governance."""

from consumer_protection.core.register_doors import register_urls
from consumer_protection.governance.pages.meetings import MEETINGS, RESOLUTIONS
from consumer_protection.governance.pages.plan_items import PLAN_ITEMS
from consumer_protection.governance.pages.planning.urls import (
    urlpatterns as planning_urls,
)
from consumer_protection.governance.pages.policies import POLICIES

app_name = "governance"
urlpatterns = [
    *register_urls(POLICIES, "policies"),
    *register_urls(MEETINGS, "meetings"),
    *register_urls(RESOLUTIONS, "resolutions"),
    *register_urls(PLAN_ITEMS, "plans"),
    *planning_urls,
]
