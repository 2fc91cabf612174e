"""The doors of audits."""

from consumer_protection.audits.pages.audits import FINDINGS, PROJECTS
from consumer_protection.core.register_doors import register_urls

app_name = "audits"
urlpatterns = [
    *register_urls(PROJECTS, "projects"),
    *register_urls(FINDINGS, "findings"),
]
