"""What the pages of the first run have in common."""

from django.http import HttpRequest
from django.utils import timezone

from consumer_protection.core.models import User
from consumer_protection.core.steps import steps


def setup_frame(request: HttpRequest, here: str) -> dict[str, object]:
    """The list of steps, and which of them this page is."""
    asker = request.user if isinstance(request.user, User) else None
    return {"steps": steps(asker, timezone.now()), "here": here}


def is_in_setup(request: HttpRequest) -> bool:
    """Whether a form was opened from a step and leads back there."""
    return request.GET.get("from") == "setup"
