"""Forms of the public pages, and of the page that keeps them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.case_forms import parsed
from complaints.models import OutletContact, PublicPages
from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers.personal import Phone
from consumer_protection.core.models import Unit
from consumer_protection.core.plain_fields import PlainText, code_field, text_field

_SWITCHES = ("shows_channels", "takes_complaints")
_TEXTS = ("phone", "hours", "email", "address", "postcode")
# Named so that programs fill it in; people do not see it.
TRAP = "website"


class ComplainForm(forms.Form):
    """Few questions; only who, how to reach them and what happened must be told."""

    complainant = PlainText(
        label=_("Your name"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = PlainText(
        label=_("Your phone"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=_(
            "We call you on this number about the complaint, for nothing else."
        ),
    )
    description = text_field(_("What happened to you"), required=True, rows=7)
    demand = code_field("demand", _("What you ask for"))
    unit: Any = forms.ModelChoiceField(
        label=_("Outlet"), queryset=None, required=False, empty_label=_("Not sure")
    )
    category = forms.ChoiceField(label=_("Product or service"), required=False)
    consent = forms.BooleanField(
        label=_("I have read this and agree"),
        error_messages={
            "required": _("Without your agreement we may not take the complaint.")
        },
    )
    website = forms.CharField(required=False, max_length=200)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("code")  # type: ignore[attr-defined]
        tops = [
            (code, label)
            for code, label in code_list("business_category").labels.items()
            if "/" not in code
        ]
        category: Any = self.fields["category"]
        category.choices = [("", _("Not sure")), *tops]
        demand: Any = self.fields["demand"]
        demand.choices = [("", _("Not sure")), *code_list("demand").labels.items()]

    def clean_complainant(self) -> str:
        name: str = self.cleaned_data["complainant"]
        if "*" in name or "＊" in name:
            raise forms.ValidationError(_("Write the whole name."))
        return name

    def clean_phone(self) -> str:
        return parsed(Phone(), self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get(TRAP):
            raise forms.ValidationError(
                _("A field that people do not see was filled in. Please send it again.")
            )
        return data


class ProgressForm(forms.Form):
    """Never bound to an address: both go in the body, and into no log."""

    number = forms.CharField(
        label=_("Number of the complaint"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "on"}),
    )
    secret = forms.CharField(
        label=_("Query code"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "on"}),
        help_text=_("The code you were given with the number, such as ABCD-EFGH-2345."),
    )


class PublicPagesForm(forms.ModelForm):  # type: ignore[type-arg]
    """The two switches, how the institution is reached, and a line for each outlet."""

    class Meta:
        model = PublicPages
        fields = (*_SWITCHES, *_TEXTS)

    def __init__(
        self,
        *args: Any,
        outlets: Iterable[Unit],
        contacts: Iterable[OutletContact],
        version: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"] = forms.IntegerField(
            initial=version, widget=forms.HiddenInput
        )
        self.outlets = list(outlets)
        known = {one.unit_id: one for one in contacts}
        for unit in self.outlets:
            for name, label, most in _OF_OUTLET:
                self.fields[f"{name}_{unit.pk}"] = PlainText(
                    label=label,
                    required=False,
                    max_length=most,
                    initial=getattr(known.get(unit.pk), name, ""),
                    widget=forms.TextInput(attrs={"aria-label": f"{unit} {label}"}),
                )

    def _post_clean(self) -> None:
        """The record stays as it is: the action writes."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if any(data.get(name) for name in _SWITCHES) and not data.get("phone"):
            self.add_error("phone", _("The public must be told a phone."))
        return data

    @property
    def switches(self) -> list[Any]:
        return [self[name] for name in _SWITCHES]

    @property
    def texts(self) -> list[Any]:
        return [self[name] for name in _TEXTS]

    @property
    def lines(self) -> list[tuple[Unit, list[Any]]]:
        """Each outlet with its fields."""
        return [
            (unit, [self[f"{name}_{unit.pk}"] for name, _label, _most in _OF_OUTLET])
            for unit in self.outlets
        ]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*_SWITCHES, *_TEXTS)}

    def contacts(self) -> dict[Unit, dict[str, str]]:
        return {
            unit: {
                name: self.cleaned_data[f"{name}_{unit.pk}"]
                for name, _label, _most in _OF_OUTLET
            }
            for unit in self.outlets
        }


_OF_OUTLET = (("address", _("Address"), 200), ("phone", _("Phone"), 40))
