"""The list page of a register and the page of one record."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django_tables2 import RequestConfig

from consumer_protection.core import attachments, quality, trail
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.keeping import AttachmentForm
from consumer_protection.core.listing import listed_records
from consumer_protection.core.models import User
from consumer_protection.core.registers import Register

PAGE_SIZE = 25


def list_page(register: Register) -> View:
    """The list of what the asker may see, narrowed by figure and filter."""

    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest) -> HttpResponse:
        listed = listed_records(register, request)
        figure, records, found = listed.figure, listed.records, listed.found
        check = listed.check
        table = register.table(listed.chosen)
        RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
        context = {
            "register": register,
            "filter": found,
            "table": table,
            "figure": figure,
            "check": check,
            "pills": _pills(request, found),
            "may_enter": bool(register.entry)
            and request.user.scope.allows(register.enters),
            "may_import": request.user.scope.allows("ledgers.import"),
            "export_url": f"{register.app}:{register.name}_export",
            "may_write": register.may_write(request.user),
            "add_url": f"{register.app}:{register.name}_add",
            "acts": register.list_acts(request.user),
            # A count reads every row: a second time only where it may differ.
            "total": records.count() if _is_narrowed(found) else table.paginator.count,
            "found": table.paginator.count,
        }
        template = "core/register_list.html"
        return render(
            request, f"{template}#rows" if request.htmx else template, context
        )

    return page


def detail_page(register: Register) -> View:
    """One record; one out of scope is told like one that does not exist."""

    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(register.visible_to(request.user), pk=pk)
        context = {
            "register": register,
            "record": record,
            "shown": register.show(record),
            "may_write": register.may_write(request.user),
            "correct_url": f"{register.app}:{register.name}_correct",
            "acts": register.acts(record, request.user),
            "history": trail.moves_of(record),
            "doubts": _doubts(register, record, request.user),
            "personal": [
                (own.label, own.masked(record))
                for own in register.personal
                if own.plain(record)
            ],
            "may_reveal": request.user.scope.allows("pii.reveal"),
            "reveal_url": f"{register.app}:{register.name}_reveal",
            "list_url": f"{register.app}:{register.name}_list",
            **_files(register, record, request.user),
        }
        return render(request, "core/register_detail.html", context)

    return page


def _doubts(register: Register, record: Any, user: User) -> list[quality.Check]:
    """What is to be mended, for those who can."""
    if not register.may_write(user):
        return []
    return quality.doubts(record, timezone.localdate())


def _files(register: Register, record: Any, user: User) -> dict[str, object]:
    if not register.keeps:
        return {}
    return {
        "attachments": attachments.of_record(record),
        "may_attach": user.scope.allows(register.keeps),
        "attach_form": AttachmentForm(),
        "attach_url": f"{register.app}:{register.name}_attach",
    }


def _is_narrowed(found: Any) -> bool:
    return not found.is_valid() or any(found.form.cleaned_data.values())


def _pills(request: HttpRequest, found: Any) -> list[dict[str, str]]:
    """Each applied filter with the address that lacks it."""
    pills = []
    for name, bound in found.form.fields.items():
        if not request.GET.get(name):
            continue
        without = request.GET.copy()
        without.pop(name)
        without.pop("page", None)
        shown = found.form.cleaned_data.get(name) if found.form.is_valid() else ""
        text = _label_of(bound, shown) if isinstance(shown, str) else shown
        pills.append(
            {"label": f"{bound.label}: {text}", "url": f"?{without.urlencode()}"}
        )
    return pills


def _label_of(bound: Any, code: str) -> str:
    """The words of a chosen code; other fields show what was typed."""
    for value, text in getattr(bound, "choices", ()):
        if value == code:
            return str(text)
    return code
