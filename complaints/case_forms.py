"""Forms of a case: its intake, its moves, notes, extensions and letters."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints import rules
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError, Parser, Setting
from consumer_protection.core.ledgers.personal import Identity, Phone, identity_doubt
from consumer_protection.core.models import Unit
from consumer_protection.core.plain_fields import (
    FilesField,
    PlainText,
    code_field,
    day_field,
    text_field,
)
from consumer_protection.core.states import Move


def parsed(parser: Parser, text: str) -> str:
    """The text as a ledger would read it; nothing stays nothing."""
    if not text:
        return ""
    try:
        found: str = parser.read(Cell(text), Setting(timezone.localdate(), None, {}))
    except CellError as error:
        raise forms.ValidationError(error.advice) from error
    return found


class IntakeForm(forms.Form):
    """The least that a case needs, then what is known of it already."""

    record_nature = code_field("record_nature", _("Nature"), required=True)
    received_on = day_field(_("Received on"), required=True)
    unit: Any = forms.ModelChoiceField(
        label=_("Unit complained of"), queryset=Unit.objects.none()
    )
    intake_channel = code_field("intake_channel", _("Intake channel"), required=True)
    source = code_field("intake_source", _("Source"), required=True)
    complainant = PlainText(label=_("Complainant"), max_length=60, required=False)
    phone = PlainText(label=_("Phone"), max_length=30, required=False)
    description = text_field(_("Description"), required=True, rows=5)
    demand = code_field("demand", _("Demand"))
    category = code_field("business_category", _("Business category"))
    amount = forms.DecimalField(
        label=_("Amount (yuan)"), required=False, min_value=0, max_digits=14,
        decimal_places=2,
    )  # fmt: skip
    id_number = PlainText(label=_("Identity number"), max_length=30, required=False)
    capacity = code_field("complainant_capacity", _("Capacity"))
    complained_person = PlainText(
        label=_("Person complained of"), max_length=60, required=False
    )
    persons = forms.IntegerField(
        label=_("Persons who complain"), required=False, min_value=1, max_value=100_000
    )
    is_face_to_face = forms.BooleanField(
        label=_("They came together, face to face"), required=False
    )
    sensitivity = code_field("sensitivity", _("Sensitivity"))
    urgency = code_field("urgency", _("Urgency"))
    speakers = text_field(
        _("Representatives, one a line: name, phone"), required=False, rows=3
    )
    photos = FilesField(label=_("Photos or files"))
    takes_doubtful = forms.BooleanField(
        label=_("The identity number was compared with the document"), required=False
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("code")  # type: ignore[attr-defined]

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("Received in the future: correct the day."))
        return day

    def clean_phone(self) -> str:
        return parsed(Phone(), self.cleaned_data["phone"])

    def clean_id_number(self) -> str:
        return parsed(Identity(), self.cleaned_data["id_number"])

    def clean(self) -> dict[str, Any]:
        """A wrong check digit is a warning that may be overridden."""
        data: dict[str, Any] = super().clean() or {}
        doubt = identity_doubt(data.get("id_number") or "", timezone.localdate())
        if doubt and not data.get("takes_doubtful"):
            self.add_error("id_number", doubt)
        return data


class MoveForm(forms.Form):
    """What a move of the state table needs and takes, and its reason."""

    def __init__(
        self,
        data: Any,
        *,
        move: Move,
        units: QuerySet[Unit],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        extra = _EXTRA.get(move.name, ())
        for name in (*move.needs, *move.takes, *extra):
            if name in _SET_BY_SYSTEM.get(move.name, ()):
                continue
            self.fields[name] = _field(name, units, required=name in move.needs)
        if move.name in rules.DECLARED:
            self.fields["no_interest"] = forms.BooleanField(label=rules.NO_INTEREST)
        self.fields["note"] = text_field(_("Note"), required=move.note)


# What the system says itself, and what a move takes beside the table.
_SET_BY_SYSTEM = {"close": ("closed_on",)}
_EXTRA = {"merge": ("merged_into",)}
_CODES: dict[str, tuple[str, str | Promise]] = {
    "level": ("level", _("Level")),
    "major_reason": ("major_reason", _("Reason for major")),
    "urgency": ("urgency", _("Urgency")),
    "sensitivity": ("sensitivity", _("Sensitivity")),
    "not_handled_reason": ("not_handled_reason", _("Reason for not handling")),
    "transaction_channel": ("transaction_channel", _("Transaction channel")),
    "category": ("business_category", _("Business category")),
    "cause": ("cause", _("Cause")),
    "finding": ("finding", _("Finding")),
    "outcome": ("outcome", _("Outcome")),
    "responsible": ("responsible", _("Responsible")),
    "notify_method": ("notify_method", _("Way of notice")),
    "satisfaction": ("satisfaction", _("Satisfaction")),
}
_TEXTS: dict[str, Any] = {
    "investigation": _("Investigation"),
    "root_cause": _("Root cause"),
    "rectification": _("Rectification"),
    "merged_into": _("Number of the case to merge into"),
    "handler": _("Handler"),
}


def _field(name: str, units: QuerySet[Unit], *, required: bool) -> forms.Field:
    if name in _CODES:
        codes, label = _CODES[name]
        return code_field(codes, label, required=required)
    if name == "handling_unit":
        return forms.ModelChoiceField(
            label=_("Handling unit"), queryset=units.order_by("code"), required=required
        )
    if name == "compensation":
        return forms.DecimalField(
            label=_("Compensation (yuan)"),
            required=required,
            min_value=0,
            max_digits=14,
            decimal_places=2,
        )
    if name in ("handler", "merged_into"):
        return PlainText(
            label=_TEXTS[name], max_length=60, required=name == "merged_into"
        )
    if name == "notified_on":
        return day_field(_("Notified on"), required=required)
    return text_field(_TEXTS[name], required=required)


class NoteForm(forms.Form):
    kind = code_field("journal_kind", _("Kind"), required=True)
    evidence = code_field("evidence_kind", _("Kind of evidence"))
    happened_on = day_field(_("Day"), required=True)
    text = text_field(_("Text"), required=True, rows=4)
    file = forms.FileField(label=_("File"), required=False, max_length=200)


class FactsForm(forms.Form):
    text = text_field(_("The new facts or reasons"), required=True, rows=4)


class ExtensionForm(forms.Form):
    kind = code_field("extension_kind", _("Kind"), required=True)
    reason = PlainText(label=_("Reason"), max_length=500)
    until = day_field(_("Day agreed with the complainant"))
    proof = PlainText(
        label=_("What proves that it was agreed"), max_length=500, required=False
    )


class ExtensionMoveForm(forms.Form):
    """``name``: the move; telling needs the day and the way of notice."""

    def __init__(self, *args: Any, name: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if name == "tell":
            self.fields["told_on"] = day_field(_("Told on"), required=True)
            self.fields["told_method"] = code_field(
                "notify_method", _("Way of notice"), required=True
            )
        self.fields["note"] = text_field(_("Note"), required=name == "refuse")


class LetterForm(forms.Form):
    """``blocks``: the parts this kind of letter has."""

    def __init__(self, *args: Any, blocks: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in blocks:
            self.fields[name] = text_field(_BLOCKS[name], rows=4)


class NoticeForm(forms.Form):
    on = day_field(_("Told on"), required=True)
    method = code_field("notify_method", _("Way of notice"), required=True)
    proof = PlainText(label=_("What proves it"), max_length=500, required=False)
    file = forms.FileField(label=_("File"), required=False, max_length=200)


_BLOCKS: dict[str, str | Promise] = {
    "result": _("Result of the verification"),
    "basis": _("Basis"),
    "reasons": _("Reasons"),
    "remedies": _("Remedies"),
}
