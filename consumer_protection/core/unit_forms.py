"""Forms of the institution and its units."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.documents.picture import (
    BYTES,
    PictureUnfit,
    clean_picture,
)
from consumer_protection.core.models import Unit

_FIELDS = (
    "code",
    "name",
    "short_name",
    "kind",
    "parent",
    "township",
    "head_name",
    "liaison_name",
    "is_lead",
    "valid_from",
    "valid_to",
)
_UNFIT = {
    "kind": _("This is no PNG or JPEG picture."),
    "size": _("The picture is too large: at most 2 MB and 10 million pixels."),
}


class InstitutionForm(forms.Form):
    """What the legal person has; ``logo`` becomes the checked picture's bytes."""

    name = forms.CharField(
        label=_("Legal name"),
        max_length=120,
        help_text=_("As in the business licence; reports carry it."),
    )
    short_name = forms.CharField(label=_("Short name"), max_length=60, required=False)
    code = forms.CharField(
        label=_("Unit code"),
        max_length=30,
        help_text=_("The code of the legal person in your list of units."),
    )
    letters = forms.CharField(
        label=_("Letters of document numbers"),
        max_length=20,
        required=False,
        help_text=_("As they stand before 〔2025〕1号."),
    )
    region = forms.CharField(label=_("Region"), max_length=120, required=False)
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        max_length=200,
        help_text=_("PNG or JPEG, at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    without_logo = forms.BooleanField(label=_("Take the logo away"), required=False)

    def clean_logo(self) -> bytes | None:
        given = self.cleaned_data.get("logo")
        if not given:
            return None
        try:
            return clean_picture(given.read(BYTES + 1))
        except PictureUnfit as error:
            raise forms.ValidationError(_UNFIT[str(error)]) from error


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )


class UnitForm(forms.ModelForm):  # type: ignore[type-arg]
    """A department or outlet; the legal person has a form of its own."""

    class Meta:
        model = Unit
        fields = _FIELDS
        widgets = {
            "valid_from": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "valid_to": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = code_list("unit_kind").labels.items()
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"),
            choices=[(code, text) for code, text in kinds if code != "legal_person"],
        )
        self.fields["parent"] = forms.ModelChoiceField(
            label=_("Unit above"), queryset=units.order_by("code"), empty_label=None
        )
        self.fields["is_lead"].help_text = _("One department leads at a time.")
        self.fields["valid_to"].help_text = _("The first day without it, once closed.")
        self.order_fields(_FIELDS)

    def _post_clean(self) -> None:
        """The record stays as it is: the action looks at the whole and writes."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        begun, ended = data.get("valid_from"), data.get("valid_to")
        if begun and ended and ended <= begun:
            self.add_error("valid_to", _("It ends before it begins."))
        return data
