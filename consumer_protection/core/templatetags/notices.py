"""The bell in the head of every page."""

from django import template
from django.utils import timezone

from consumer_protection.core import noticing
from consumer_protection.core.models import User

register = template.Library()


@register.simple_tag
def unread_notices(user: object) -> str:
    """How many notices wait for somebody signed in, as a bell shows it: nothing for
    none, 99+ for many."""
    if not isinstance(user, User):
        return ""
    count = noticing.unread_count(user, timezone.now())
    if count > noticing.MOST_COUNTED:
        return f"{noticing.MOST_COUNTED}+"
    return str(count or "")
