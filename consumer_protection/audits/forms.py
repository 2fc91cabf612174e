"""Forms of audits and findings."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit
from consumer_protection.core.plain_fields import (
    FilesField,
    PlainText,
    code_field,
    day_field,
    text_field,
)

_SEEN = (("yes", _("There")), ("no", _("Lacking")), ("", _("Not looked at")))


def _line(label: Any, most: int, *, required: bool = False) -> PlainText:
    return PlainText(label=label, max_length=most, required=required)


class AuditForm(forms.Form):
    """``units`` may be audited."""

    name = _line(_("Audit project"), 200, required=True)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    starts_on = day_field(_("Fieldwork from"), required=True)
    ends_on = day_field(_("Fieldwork until"), required=True)
    period_from = day_field(_("Audited period from"))
    period_to = day_field(_("Audited period to"))
    scopes = forms.MultipleChoiceField(
        label=_("Audit focus"), widget=forms.CheckboxSelectMultiple
    )
    audited: Any = forms.ModelMultipleChoiceField(
        label=_("Audited units"), queryset=Unit.objects.none()
    )
    lead = _line(_("Audit leader"), 60)
    basis = _line(_("Audit basis"), 300)
    conclusion = text_field(_("Audit opinion"), rows=6)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["scopes"].choices = list(code_list("audit_scope").labels.items())
        fields["audited"].queryset = units.order_by("code")
        fields["audited"].widget.attrs["size"] = 8


class FindingForm(forms.Form):
    """``earlier``: closed findings that may have come back."""

    text = text_field(_("Audit finding"), required=True, rows=4)
    severity = code_field("finding_severity", _("Severity"), required=True)
    scope = code_field("audit_scope", _("Audit focus"), required=True)
    unit: Any = forms.ModelChoiceField(
        label=_("Responsible unit"), queryset=Unit.objects.none()
    )
    owner = _line(_("Owner"), 60)
    due_on = day_field(_("Rectify by"), required=True)
    recommendation = text_field(_("Recommendation"))
    repeats: Any = forms.ModelChoiceField(
        label=_("Finding that came back"),
        queryset=Finding.objects.none(),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        earlier: QuerySet[Finding],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units.order_by("code")
        fields["repeats"].queryset = earlier


class CheckForm(forms.Form):
    """Each item of the list is there, lacking or not looked at; ``units`` may be
    checked."""

    unit: Any = forms.ModelChoiceField(label=_("Outlet"), queryset=Unit.objects.none())
    checked_on = day_field(_("Checked on"), required=True)
    checker = _line(_("Checked by"), 60, required=True)
    stage = code_field("standard_stage", _("Stage of the service standard"))
    certified_on = day_field(_("Certified on"))
    issue = text_field(_("Issue found"))
    due_on = day_field(_("Rectify by"))
    remark = _line(_("Remark"), 500)
    photos = FilesField(label=_("Photos or files"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units.order_by("code")
        for code, name in code_list("facility_item").labels.items():
            fields[f"item-{code}"] = forms.ChoiceField(
                label=name,
                required=False,
                choices=_SEEN,
                initial="",
                widget=forms.RadioSelect,
            )

    @property
    def items(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("item-")]

    @property
    def first(self) -> list[Any]:
        return [self[name] for name in ("unit", "checked_on", "checker")]

    @property
    def last(self) -> list[Any]:
        names = ("issue", "due_on", "stage", "certified_on", "remark", "photos")
        return [self[name] for name in names]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, due = data.get("checked_on"), data.get("due_on")
        if day and due and due < day:
            self.add_error("due_on", _("Before the check itself."))
        if data.get("certified_on") and data.get("stage") != "certify":
            self.add_error("stage", _("Certified, but at another stage."))
        return data

    def values(self) -> dict[str, Any]:
        """What is kept of it, without outlet and photos."""
        seen = {
            name.removeprefix("item-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("item-")
        }
        names = ["checked_on", "checker", "stage", "certified_on"]
        names += ["issue", "due_on", "remark"]
        return {
            **{name: self.cleaned_data[name] for name in names},
            "present": [code for code, value in seen.items() if value == "yes"],
            "lacking": [code for code, value in seen.items() if value == "no"],
        }


class SubmitForm(forms.Form):
    result = text_field(_("Result of the rectification"), required=True, rows=4)
    file = forms.FileField(
        label=_("What proves it"),
        required=False,
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,.pdf,.docx,.xlsx"}),
    )


class AcceptForm(forms.Form):
    accepted_until = day_field(_("Risk accepted until"), required=True)
    note = text_field(_("Reason"), required=True)


class NoteForm(forms.Form):
    note = text_field(_("Remark"))


def values_of(record: AuditProject | Finding, names: Iterable[str]) -> dict[str, Any]:
    """What stands, for a form to begin with."""
    return {name: getattr(record, name) for name in names}
