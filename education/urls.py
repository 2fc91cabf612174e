"""The doors of education."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from education.pages import activity_log, doing, papers, photos
from education.pages.activities import ACTIVITIES
from education.pages.campaigns import CAMPAIGNS
from education.pages.publicity import MATERIALS, PUBLICATIONS
from education.pages.service import SERVICE_RECORDS
from education.pages.trainings import TRAININGS

app_name = "education"
_campaign = "campaigns/<int:pk>/"
urlpatterns = [
    path("campaigns/plan/", doing.campaign_plan, name="campaign_plan"),
    path("campaigns/tasks/", doing.tasks, name="tasks"),
    path(f"{_campaign}plan/", doing.campaign_edit, name="campaign_edit"),
    path(f"{_campaign}assign/", doing.campaign_assign, name="campaign_assign"),
    path(f"{_campaign}summary/", doing.campaign_summary, name="campaign_summary"),
    path(f"{_campaign}summary.<slug:form>", papers.campaign_file, name="campaign_file"),
    path(f"{_campaign}moves/<slug:move>/", doing.campaign_move, name="campaign_move"),
    path("activities/log/", activity_log.activity_log, name="activity_log"),
    path("activities/<int:pk>/photos/", photos.photos_add, name="photos_add"),
    path("photos/<int:pk>.jpg", photos.photo, name="photo"),
    path("photos/<int:pk>/", photos.photo_describe, name="photo_describe"),
    *register_urls(ACTIVITIES, "activities"),
    *register_urls(CAMPAIGNS, "campaigns"),
    *register_urls(TRAININGS, "trainings"),
    *register_urls(PUBLICATIONS, "publications"),
    *register_urls(MATERIALS, "materials"),
    *register_urls(SERVICE_RECORDS, "service-records"),
]
