"""How values look on pages."""

from datetime import date, datetime
from typing import Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.codes import label

register = template.Library()


@register.filter
def shown(value: object) -> str:
    """A value for people: dates as 2024-03-05, yes and no in words, nothing as —."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return str(value)


@register.filter
def coded(code: str, list_name: str) -> str:
    """A code's label of the list."""
    return label(list_name, code)


@register.filter
def move_label(action: str) -> str:
    """A trail action in words: its last part, as the catalogue knows it."""
    return label("trail_move", action.rsplit(".", 1)[-1])


@register.filter
def is_filled(facts: Any) -> list[Any]:
    """The labelled values that hold something."""
    return [fact for fact in facts if fact[1] not in (None, "")]


@register.simple_tag
def reverse_or_none(name: str) -> str:
    """The address of a named route, or nothing where it does not exist."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
