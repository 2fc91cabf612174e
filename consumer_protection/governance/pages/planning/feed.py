"""The calendar feed: its secret address, and what is fetched there."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.http import StaffRequest, access
from consumer_protection.governance.models import CalendarFeed
from consumer_protection.governance.planning import feeds


@require_http_methods(["GET", "POST"])
@access(sees="governance")
def feed(request: StaffRequest) -> HttpResponse:
    """The address is told once, when it is made; making it anew ends the old one."""
    if request.method == "POST" and "close" in request.POST:
        feeds.close_feed(request.user, at=timezone.now())
        return redirect("governance:feed")
    url = ""
    if request.method == "POST":
        secret = feeds.open_feed(request.user, at=timezone.now())
        url = request.build_absolute_uri(reverse("governance:feed_file", args=[secret]))
    own = CalendarFeed.objects.visible_to(request.user).first()
    response = render(request, "governance/feed.html", {"feed": own, "url": url})
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@access(public=True)
def feed_file(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever has the secret reads the dates its owner sees, and nothing else; one
    that is none, is closed or whose owner left is told like a page there is not."""
    owner = feeds.owner_of(secret)
    if owner is None or not owner.scope.sees("governance"):
        raise Http404
    text = feeds.calendar(owner, at=timezone.now())
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response
