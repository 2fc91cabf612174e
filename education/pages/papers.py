"""The summary of a campaign as a download."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core.documents.paper import SHEET, given_away, handed_out
from consumer_protection.core.http import StaffRequest, access
from education.documents import summary
from education.models import Campaign


@require_GET
@access(sees="education")
def campaign_file(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    """The summary as pdf or docx, its statistics as xlsx."""
    visible = Campaign.objects.visible_to(request.user).select_related("root")
    campaign = get_object_or_404(visible, pk=pk)
    name, at = f"campaign-{campaign.pk}", timezone.localtime()
    if form == "xlsx":
        book = summary.campaign_book(campaign, at)
        return given_away(book, f"{name}.xlsx", SHEET)
    return handed_out(summary.campaign_paper(campaign, at), name, form)
