"""The doors of education."""

from consumer_protection.core.register_doors import register_urls
from education import campaign_urls, exam_urls, survey_urls
from education.pages.activities import ACTIVITIES
from education.pages.campaigns import CAMPAIGNS
from education.pages.publicity import MATERIALS, PUBLICATIONS
from education.pages.service import SERVICE_RECORDS
from education.pages.trainings import TRAININGS
from education.pages.typical_cases import TYPICAL_CASES

app_name = "education"
urlpatterns = [
    *campaign_urls.urlpatterns,
    *exam_urls.urlpatterns,
    *survey_urls.urlpatterns,
    *register_urls(ACTIVITIES, "activities"),
    *register_urls(CAMPAIGNS, "campaigns"),
    *register_urls(TRAININGS, "trainings"),
    *register_urls(PUBLICATIONS, "publications"),
    *register_urls(MATERIALS, "materials"),
    *register_urls(SERVICE_RECORDS, "service-records"),
    *register_urls(TYPICAL_CASES, "typical-cases"),
]
