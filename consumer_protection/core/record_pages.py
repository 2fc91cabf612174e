"""Correcting a record, and adding one, by the columns of its ledger."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.ledgers.declaration import Import, ledger
from consumer_protection.core.ledgers.writing import (
    RecordStale,
    RecordWrong,
    add_record,
    change_record,
)
from consumer_protection.core.record_forms import RecordForm
from consumer_protection.core.registers import Register

_PAGE = "core/record_form.html"


def correct_page(register: Register) -> View:
    """The record as a form. A stale one is shown with what stands now, and may then
    be saved over it; nothing typed is lost."""

    @access(sees=register.subject, may=register.writes)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        own = ledger(register.ledger)
        record = get_object_or_404(own.records(request.user), pk=pk)
        version, standing = trail.version_of(record), own.read(record)
        data = request.POST if request.method == "POST" else None
        form = RecordForm(data, ledger=own, asker=request.user, standing=standing)
        context: dict[str, Any] = {
            "register": register,
            "record": record,
            "back": record.get_absolute_url(),
            "form": form,
            "version": version,
        }
        if data is not None and form.is_valid():
            about = Import(request.user, timezone.now(), None, trail.FORM)
            try:
                change_record(own, record, form.raw, _version(request), about=about)
            except RecordWrong as wrong:
                form.tell(wrong.problems)
                context["version"] = _version(request)
            except RecordStale as stale:
                form.tell_standing()
                context |= {"stale": str(stale), "version": stale.version}
                return render(request, _PAGE, context, status=409)
            else:
                messages.success(request, _("The record was corrected."))
                return redirect(record)
        status = 422 if form.errors else 200
        return render(request, _PAGE, context, status=status)

    return page


def add_page(register: Register) -> View:
    """A new record as a form."""

    @access(sees=register.subject, may=register.writes)
    def page(request: StaffRequest) -> HttpResponse:
        own = ledger(register.ledger)
        data = request.POST if request.method == "POST" else None
        form = RecordForm(data, ledger=own, asker=request.user)
        if data is not None and form.is_valid():
            try:
                record = add_record(
                    own,
                    form.raw,
                    actor=request.user,
                    at=timezone.now(),
                    way=trail.FORM,
                )
            except RecordWrong as wrong:
                form.tell(wrong.problems)
            else:
                messages.success(request, _("The record was added."))
                return redirect(record)
        context = {
            "register": register,
            "back": f"{register.app}:{register.name}_list",
            "form": form,
        }
        status = 422 if form.errors else 200
        return render(request, _PAGE, context, status=status)

    return page


def _version(request: StaffRequest) -> int:
    given = request.POST.get("version", "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
