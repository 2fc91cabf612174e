"""Complaints about a product, for its page: those whose text names it, by month."""

from collections import Counter
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from consumer_protection.core.product_facts import Beside
from consumer_protection.core.scope import Asker

_MONTHS = 12


def about_product(name: str, category: str, asker: Asker) -> Beside | None:
    """The last twelve months with a case; the link opens the same by its words."""
    if not asker.scope.sees("complaints"):
        return None
    today = timezone.localdate()
    begin = date(today.year - 1, today.month, 1)
    found = Complaint.objects.visible_to(asker).filter(
        description__icontains=name, record_nature="complaint", received_on__gte=begin
    )
    days = found.order_by("received_on").values_list("received_on", flat=True)
    counts = Counter(f"{day:%Y-%m}" for day in days)
    url = f"{reverse('complaints:complaint_list')}?{urlencode({'q': name})}"
    note = _("Cases whose text names the product.")
    return Beside(_("Complaints"), tuple(counts.items())[-_MONTHS:], url, note)
