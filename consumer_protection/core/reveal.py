"""Showing personal data whole: with a reason, within a budget, in the trail."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from consumer_protection.core import pii, trail
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.models import TrailEntry, User

REVEALS_AN_HOUR = 30


@dataclass(frozen=True, slots=True)
class Personal:
    """An encrypted property of a record and how it is masked (name or number)."""

    name: str
    label: str | Promise
    kind: str

    def plain(self, record: Any) -> str:
        return str(getattr(record, self.name))

    def masked(self, record: Any) -> str:
        return pii.MASKS[self.kind](self.plain(record))


def reveal_page(
    visible_to: Callable[[User], QuerySet[Any]],
    personal: Sequence[Personal],
    subject: str,
) -> View:
    """The door that answers with the record's personal data, once a reason is given."""

    @require_POST
    @access(sees=subject, may="pii.reveal")
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(visible_to(request.user), pk=pk)
        reason = request.POST.get("reason", "").strip()[:500]
        refused = why_not(request.user, reason)
        context: dict[str, object] = {"refusal": refused}
        if not refused:
            tell(record, request.user, reason)
            context["values"] = [(own.label, own.plain(record)) for own in personal]
        status = 400 if refused else 200
        return render(request, "core/_revealed.html", context, status=status)

    return page


def why_not(user: User, reason: str) -> str:
    """Why this person sees nothing whole now: no reason, or too much within an hour."""
    if not reason:
        return _("Give a reason.")
    since = timezone.now() - timedelta(hours=1)
    own = TrailEntry.objects.filter(actor=user, happened_at__gte=since)
    if own.filter(action__endswith=".revealed").count() >= REVEALS_AN_HOUR:
        return _("You have looked at too many people's data within an hour.")
    return ""


@transaction.atomic
def tell(record: Any, user: User, reason: str) -> None:
    """Leave in the trail who looked, and why."""
    trail.record(record, "revealed", actor=user, at=timezone.now(), note=reason)
