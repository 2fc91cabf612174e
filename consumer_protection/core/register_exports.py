"""A list as a file: its very rows, chosen columns, personal data masked or accounted
for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core import trail
from consumer_protection.core.documents.workbook import write_csv, write_table
from consumer_protection.core.http import StaffRequest, View, access, masked_query
from consumer_protection.core.ledgers.declaration import Ledger, ledger
from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.models import User
from consumer_protection.core.registers import Register, listed_records

# What fits into the time a page may take.
MOST = 20_000
_MOST_CHOSEN = 500
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


class ExportForm(forms.Form):
    """``columns`` are fields of the ledger, or of the table where there is none."""

    columns = forms.MultipleChoiceField(
        label=_("Columns"), widget=forms.CheckboxSelectMultiple
    )
    format = forms.ChoiceField(
        label=_("Format"), choices=[("xlsx", "XLSX"), ("csv", "CSV")]
    )
    personal = forms.BooleanField(label=_("Personal data whole"), required=False)
    reason = forms.CharField(
        label=_("Reason"), required=False, min_length=4, max_length=200
    )

    def __init__(self, *args: Any, choices: Sequence[Any], may_reveal: bool, **kw: Any):
        super().__init__(*args, **kw)
        columns: Any = self.fields["columns"]
        columns.choices = choices
        if not may_reveal:
            del self.fields["personal"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("personal") and not data.get("reason", "").strip():
            self.add_error("reason", _("Personal data needs a reason."))
        return data


def export_page(register: Register) -> View:
    """Asks for columns, format and, for whole personal data, a reason."""

    @require_http_methods(["GET", "POST"])
    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest) -> HttpResponse:
        chosen = listed_records(register, request).chosen
        count = chosen.count()
        own = _ledger_of(register)
        choices = _choices(register, own)
        known = [name for name, _label in choices]
        remembered = request.session.get(_place(register), known)
        form = ExportForm(
            request.POST or None,
            choices=choices,
            may_reveal=own is not None and request.user.scope.allows("pii.reveal"),
            initial={"columns": remembered, "format": "xlsx"},
        )
        if request.method == "POST" and form.is_valid() and count <= MOST:
            request.session[_place(register)] = form.cleaned_data["columns"]
            return _handed_out(register, request, chosen, form.cleaned_data)
        context = {
            "register": register,
            "form": form,
            "count": count,
            "most": MOST,
            "list_url": f"{register.app}:{register.name}_list",
        }
        return render(request, "core/register_export.html", context)

    return page


def _ledger_of(register: Register) -> Ledger | None:
    """Its ledger, where a record of the register is what a row of it makes."""
    own = ledger(register.ledger) if register.ledger else None
    return own if own is not None and own.noun is register.noun else None


def _choices(register: Register, own: Ledger | None) -> list[tuple[str, str]]:
    if own is not None:
        return [(column.field, column.label) for column in own.columns]
    table = register.table([])
    return [(one.name, str(one.header)) for one in table.columns]


def _place(register: Register) -> str:
    return f"export:{register.app}.{register.name}"


def _handed_out(
    register: Register, request: StaffRequest, chosen: Any, data: dict[str, Any]
) -> HttpResponse:
    kind, fields = data["format"], data["columns"]
    personal = bool(data.get("personal"))
    labels, rows = _rows(register, request.user, chosen, fields, personal=personal)
    title = str(register.label)
    content = (
        write_csv(labels, rows)
        if kind == "csv"
        else write_table(labels, rows, title=title)
    )
    told = {
        "list": f"{register.app}.{register.name}",
        "filter": masked_query(request),
        "columns": fields,
        "rows": len(rows),
        "personal": personal,
        "format": kind,
    }
    if ids := request.GET.get("chosen"):
        # The filter above is cut; which records went out is not.
        told["chosen"] = ids.split(",")[:_MOST_CHOSEN]
    note, at = data.get("reason", ""), timezone.now()
    trail.record(
        request.user, "exported", actor=request.user, at=at, note=note, changes=told
    )
    response = HttpResponse(content, content_type=_TYPES[kind])
    name = f"{register.name}-{timezone.localdate(at):%Y%m%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _rows(
    register: Register,
    user: User,
    chosen: Any,
    fields: Sequence[str],
    *,
    personal: bool,
) -> tuple[list[str], list[Sequence[object]]]:
    own = _ledger_of(register)
    if own is not None:
        export = Export(own, user, None, personal, records=chosen, fields=fields)
        return [one.label for one in export.columns], list(export.rows())
    table = register.table(chosen)
    hidden = [one.name for one in table.columns if one.name not in fields]
    head, *rows = table.as_values(exclude_columns=hidden)
    return [str(one) for one in head], rows
