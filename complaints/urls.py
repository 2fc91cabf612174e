"""The doors of complaints."""

from complaints.pages.complaints import COMPLAINTS
from consumer_protection.core.register_doors import register_urls

app_name = "complaints"
urlpatterns = register_urls(COMPLAINTS, "cases")
