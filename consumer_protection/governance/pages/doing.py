"""Whose institution a page is about, and which units may be chosen there."""

from typing import Any

from django.http import Http404
from django.utils import timezone

from consumer_protection.core.http import StaffRequest
from consumer_protection.core.models import Unit


def root_of(request: StaffRequest) -> Unit:
    unit = request.user.unit
    root = unit.root if unit is not None else None
    if root is None:
        raise Http404
    return root


def units_of(request: StaffRequest) -> Any:
    visible = Unit.objects.visible_to(request.user)
    return visible.valid_on(timezone.localdate())
