"""A form that does one thing, and what a plain record shows of itself."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.attachments import FileUnfit
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.core.registers import Label, Listing, Section, Shown
from consumer_protection.core.states import MoveRefused

KEEP = "records.keep"


def facts_of(ledger: Ledger, record: Any) -> list[tuple[Label, object]]:
    """A record's values under its ledger's own words."""
    values = ledger.read(record)
    return [
        (one.label, one.parser.write(values[one.field]))
        for one in ledger.columns
        if values[one.field] is not None
    ]


def shown(
    ledger: Ledger,
    record: Any,
    title: Label,
    *,
    status: str = "",
    is_ended: bool = False,
    listings: Sequence[Listing] = (),
) -> Shown:
    section = Section(title, facts_of(ledger, record))
    return Shown(str(record), status, is_ended, (section,), listings)


def posted(request: StaffRequest) -> Any:
    """What was sent, also where a form sends nothing at all."""
    return request.POST if request.method == "POST" else None


def answered(
    request: StaffRequest,
    form: Any,
    write: Callable[[datetime], Any],
    *,
    title: Label,
    back: Any,
) -> HttpResponse:
    """The form, or the record it is about once it was written. A refusal is told in
    the form, and what was typed stays."""
    if request.method == "POST" and form.is_valid():
        try:
            write(timezone.now())
        except (MoveRefused, FileUnfit) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect(back)
    status = 422 if form.is_bound and form.errors else 200
    context = {
        "form": form,
        "title": title,
        "back_label": str(back),
        "back_url": back.get_absolute_url(),
    }
    return render(request, "governance/plan_form.html", context, status=status)
