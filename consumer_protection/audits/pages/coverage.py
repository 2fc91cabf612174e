"""Five years of audits at a glance: which focus, which unit, how often."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.audits import queries
from consumer_protection.core.http import StaffRequest, access


@require_GET
@access(sees="audits")
def coverage(request: StaffRequest) -> HttpResponse:
    """``?until=``: the last of the five years, this one unless told."""
    asked = request.GET.get("until", str(timezone.localdate().year))
    if not (asked.isascii() and asked.isdigit() and 2000 <= int(asked[:5]) <= 2100):
        raise Http404
    until = int(asked)
    context = {
        "found": queries.coverage(request.user, until),
        "before": until - 1,
        "after": until + 1,
    }
    return render(request, "audits/coverage.html", context)
