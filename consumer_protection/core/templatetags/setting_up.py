"""What pages outside the first run say of it."""

from django import template
from django.utils import timezone

from consumer_protection.core import missing
from consumer_protection.core.models import User

register = template.Library()


@register.simple_tag
def missing_count(user: User) -> int:
    """How many important things are missing, to whoever can do something about it."""
    if not user.scope.allows("setup.see"):
        return 0
    return len(missing.essentials(user, timezone.localdate()))
