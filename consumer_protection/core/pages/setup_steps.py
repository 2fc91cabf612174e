"""The steps of somebody signed in: units, people, ledgers, what is missing."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from consumer_protection.core import missing
from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.ledgers.declaration import Ledger, ledger
from consumer_protection.core.models import Unit, User
from consumer_protection.core.pages.setup_frame import setup_frame
from consumer_protection.core.role_texts import role_names


@require_GET
@access(may="institution.manage")
def units(request: StaffRequest) -> HttpResponse:
    own = Unit.objects.visible_to(request.user).select_related("parent")
    context = {
        **setup_frame(request, "units"),
        "units": own.exclude(parent=None).order_by("code"),
    }
    return render(request, "core/setup_units.html", context)


@require_GET
@access(may="accounts.manage")
def people(request: StaffRequest) -> HttpResponse:
    own = User.objects.visible_to(request.user)
    shown = own.select_related("unit").prefetch_related("grants")
    now = timezone.now()
    context = {
        **setup_frame(request, "people"),
        "people": [
            (one, role_names(one.roles)) for one in shown.order_by("staff_number")
        ],
        "waiting": own.awaiting_code(now).count(),
    }
    return render(request, "core/setup_people.html", context)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A ledger with what it holds, and when it was last imported."""

    kind: str
    label: str
    count: int
    imported_at: datetime | None
    may_import: bool


@require_GET
@access(may="setup.see")
def ledgers(request: StaffRequest) -> HttpResponse:
    last = missing.last_imports(request.user)
    lines = [_line(ledger(kind), request.user, last) for kind in settings.LEDGERS]
    context = {**setup_frame(request, "ledgers"), "ledgers": lines}
    return render(request, "core/setup_ledgers.html", context)


def _line(one: Ledger, asker: User, last: dict[str, datetime]) -> LedgerLine:
    return LedgerLine(
        one.kind,
        label("register", one.kind),
        missing.count_records(asker, one.kind),
        last.get(one.kind),
        asker.scope.allows(one.may),
    )


@require_GET
@access(may="setup.see")
def what_is_missing(request: StaffRequest) -> HttpResponse:
    gaps = missing.gaps(request.user, now=timezone.now(), today=timezone.localdate())
    context = {
        **setup_frame(request, "missing"),
        "important": [gap for gap in gaps if gap.is_important],
        "minor": [gap for gap in gaps if not gap.is_important],
    }
    return render(request, "core/setup_missing.html", context)
