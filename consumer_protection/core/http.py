"""Doors: who may pass, what every page is framed with, headers of signed-in pages."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import unquote_plus
from uuid import UUID

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django_htmx.middleware import HtmxDetails

from consumer_protection.core import files, first_run, pii
from consumer_protection.core.models import User

SETUP_CODE = "setup_code"
# Without signing in, and while nobody can, only these are answered.
_ALWAYS = ("/setup/", "/health/", "/static/", "/api/", "/public/", "/survey/")
View = Callable[..., HttpResponseBase]
_SEEN_SECONDS = 60


class StaffRequest(HttpRequest):
    """A request of somebody signed in."""

    user: User
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class Access:
    """A door's rule: open to all, or signed in and seeing a subject, or cleared.

    ``setup``: open as well to a browser that gave the code of the first run; without
    a clearance, to such a browser alone.
    """

    public: bool = False
    sees: str = ""
    may: str = ""
    setup: bool = False

    def admits(self, user: User) -> bool:
        return (not self.sees or user.scope.sees(self.sees)) and user.scope.allows(
            self.may
        )


def access(
    *, public: bool = False, sees: str = "", may: str = "", setup: bool = False
) -> Callable[[View], View]:
    """Declare and keep a door's rule. A view without one fails the house tests."""
    rule = Access(public, sees, may, setup)

    def declare(view: View) -> View:
        @wraps(view)
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule.public:
                return view(request, *args, **kwargs)
            if rule.setup and has_given_code(request):
                return _unkept(view(request, *args, **kwargs))
            if rule.setup and not rule.may:
                return redirect("core:setup")
            user = request.user
            if not isinstance(user, User):
                return redirect_to_login(request.get_full_path())
            if not rule.admits(user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        door.access = rule  # type: ignore[attr-defined]
        return door

    return declare


def masked_query(request: HttpRequest) -> str:
    """What a list was asked for, to be kept: who looks for a phone types it whole."""
    return pii.mask_text(unquote_plus(request.GET.urlencode()))[:500]


def handed_out(stored_as: UUID, name: str, media_type: str) -> FileResponse:
    """A kept file under its own name, never shown inside our own pages."""
    response = FileResponse(
        files.path_of(stored_as).open("rb"),
        as_attachment=True,
        filename=name,
        content_type=media_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def has_given_code(request: HttpRequest) -> bool:
    """Whether this browser may do the first run."""
    code_id = request.session.get(SETUP_CODE)
    return isinstance(code_id, int) and first_run.is_in_force(code_id, timezone.now())


def _unkept(response: HttpResponseBase) -> HttpResponseBase:
    add_never_cache_headers(response)
    return response


class FirstRunMiddleware:
    """While nobody at all can sign in, every page leads to the first run."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_asked = request.user.is_authenticated or request.path.startswith(_ALWAYS)
        if not is_asked and first_run.is_deserted(timezone.now()):
            return redirect("core:setup")
        return self.get_response(request)


class BodyLimit:
    """Refuses a request by the length it announces, before any of it is read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = request.META.get("CONTENT_LENGTH") or "0"
        # Programs are told by the API itself, in its own words.
        if request.path.startswith("/api/"):
            return self.get_response(request)
        if announced.isdigit() and int(announced) > settings.LARGEST_REQUEST:
            megabytes = settings.LARGEST_REQUEST // 2**20
            body = render_to_string("413.html", {"megabytes": megabytes})
            response = HttpResponse(body, status=413)
            response["Connection"] = "close"
            return response
        return self.get_response(request)


class StaffMiddleware:
    """Nothing of a signed-in page is kept by the browser or anything between; whoever
    works stays signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            _stay_signed_in(request)
        response = self.get_response(request)
        if request.user.is_authenticated:
            add_never_cache_headers(response)
        return response


def _stay_signed_in(request: HttpRequest) -> None:
    """A session ends by idleness; its end is moved once a minute, not at every page,
    since that is a write."""
    now = int(time.time())
    if now - request.session.get("seen_at", 0) >= _SEEN_SECONDS:
        request.session["seen_at"] = now


def page_frame(request: HttpRequest) -> dict[str, object]:
    """What the frame of every page shows: institution, ways, demonstration mark."""
    frame: dict[str, object] = {"is_demonstration": settings.DEMONSTRATION}
    user = getattr(request, "user", None)
    if isinstance(user, User) and user.unit is not None and user.unit.root is not None:
        frame["institution_name"] = user.unit.root.institution_name
        frame["logo"] = getattr(
            getattr(user.unit.root, "institution", None), "logo", None
        )
        frame["navigation"] = [
            {"label": label, "url": url, "icon": icon}
            for label, url, icon, sees, may in settings.NAVIGATION
            if Access(sees=sees, may=may).admits(user)
        ]
    return frame
