"""The doors to write one record by hand: a new one, and the correction of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core import trail
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.ledgers.declaration import Import, ledger
from consumer_protection.core.ledgers.writing import (
    RecordStale,
    RecordWrong,
    add_record,
    change_record,
)
from consumer_protection.core.quality import check_of
from consumer_protection.core.record_form import Difference, RecordForm
from consumer_protection.core.registers import Register

# So much of a value the address of a form may tell.
_MOST_TOLD = 300


def add_page(register: Register) -> View:
    """An empty form of the ledger's columns; the address may say what is known
    already, by column."""

    @require_http_methods(["GET", "POST"])
    @access(sees=register.subject, may=register.writes)
    def page(request: StaffRequest) -> HttpResponse:
        own = ledger(register.ledger)
        known = {
            one.field: request.GET[one.field][:_MOST_TOLD]
            for one in own.columns
            if one.field in request.GET
        }
        form = RecordForm(own, request.user, request.POST or None, typed=known)
        if request.method == "POST" and form.is_valid():
            record = _added(form, request)
            if record is not None:
                messages.success(request, _("Saved."))
                here = request.get_full_path()
                return redirect(here if "another" in request.POST else record)
        return _shown(register, request, form, None)

    return page


def _added(form: RecordForm, request: StaffRequest) -> Any | None:
    """The new record, or none: then the form says why."""
    at = timezone.now()
    try:
        return add_record(
            form.ledger, form.given(), actor=request.user, at=at, way=trail.FORM
        )
    except RecordWrong as wrong:
        form.tell(wrong.problems)
        return None


def correct_page(register: Register) -> View:
    """A record's values to correct. What somebody else changed meanwhile is shown
    beside what was typed, and nothing is lost."""

    @require_http_methods(["GET", "POST"])
    @access(sees=register.subject, may=register.writes)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(register.visible_to(request.user), pk=pk)
        form = _form(register, record, request)
        if request.method != "POST" or not form.is_valid():
            return _shown(register, request, form, record)
        if not (changes := form.changes()):
            messages.info(request, _("Nothing was changed."))
            return redirect(record)
        about = Import(request.user, timezone.now(), None, trail.FORM)
        try:
            change_record(form.ledger, record, changes, form.sent_version, about=about)
        except RecordWrong as wrong:
            form.tell(wrong.problems)
            return _shown(register, request, form, record)
        except RecordStale as stale:
            return _stale(register, request, form, stale, record)
        messages.success(request, _("Saved."))
        return redirect(record)

    return page


def _form(register: Register, record: Any, request: StaffRequest) -> RecordForm:
    # The version first: what is read after it may only be newer, never older.
    version = trail.version_of(record)
    own = ledger(register.ledger)
    fresh = own.records(request.user).get(pk=record.pk)
    return RecordForm(
        own,
        request.user,
        request.POST or None,
        standing=own.read(fresh),
        version=version,
    )


def _stale(
    register: Register,
    request: StaffRequest,
    form: RecordForm,
    stale: RecordStale,
    record: Any,
) -> HttpResponse:
    """The form anew: what stands now, with what was typed here over it."""
    anew = RecordForm(
        form.ledger,
        request.user,
        standing=stale.standing,
        version=stale.version,
        typed=form.touched(),
    )
    differences = form.differences(stale.standing)
    return _shown(register, request, anew, record, differences, status=409)


def _shown(
    register: Register,
    request: StaffRequest,
    form: RecordForm,
    record: Any | None,
    differences: list[Difference] | None = None,
    status: int = 200,
) -> HttpResponse:
    check = check_of(request.GET.get("quality", ""), register.noun)
    first = [name for name in check.fields if name in form.fields] if check else []
    context = {
        "register": register,
        "form": form,
        "record": record,
        "name": register.show(record).title if record else "",
        "check": check,
        "first": [form[name] for name in first],
        "others": [form[name] for name in form.fields if name not in first],
        "differences": differences,
        "back_url": record.get_absolute_url() if record else register.door("list"),
    }
    return render(request, "core/record_form.html", context, status=status)
