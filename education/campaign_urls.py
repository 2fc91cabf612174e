"""The doors of campaigns and activities beside their registers."""

from django.urls import path

from education.pages import (
    activity_log,
    case_moves,
    coverage,
    doing,
    overview,
    papers,
    photo_wall,
    photos,
    serving,
)

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
    path("overview/", overview.education_overview, name="overview"),
    path("coverage/", coverage.coverage, name="coverage"),
    path(
        "typical-cases/<int:pk>/moves/<slug:move>/",
        case_moves.typical_case_move,
        name="typical_case_move",
    ),
    path("service-months/", serving.service_months, name="service_months"),
    path("calendar/", coverage.calendar, name="calendar"),
    path("photos/", photo_wall.photo_wall, name="photo_wall"),
    path("photos/export/", photo_wall.photo_export, name="photo_package"),
    path("photos/<int:pk>.jpg", photos.photo, name="photo"),
    path("photos/<int:pk>/", photos.photo_describe, name="photo_describe"),
]
