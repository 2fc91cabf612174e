"""The year that an address asks for."""

from django.http import Http404
from django.utils import timezone

from consumer_protection.core.http import StaffRequest


def asked_year(request: StaffRequest) -> int:
    """``?year=``, this one unless told. Raises Http404 for what is no year of the
    product's."""
    asked = request.GET.get("year", str(timezone.localdate().year))
    if not (asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5]) <= 2100):
        raise Http404
    return int(asked)
