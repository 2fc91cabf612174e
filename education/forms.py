"""Forms of campaigns and of photographs."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit
from consumer_protection.core.plain_fields import (
    FilesField,
    PlainText,
    code_field,
    day_field,
    text_field,
)

_PLAN = (("forms", "form"), ("topics", "topic"), ("audiences", "audience"))


def _line(label: Any, most: int, *, required: bool = False) -> PlainText:
    return PlainText(label=label, max_length=most, required=required)


def _ticked(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, widget=forms.CheckboxSelectMultiple, required=False
    )


def _percent(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_value=100, decimal_places=2, required=False
    )


def _target(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=10_000_000, required=False
    )


class PlanForm(forms.Form):
    """``units`` may carry it out."""

    name = _line(_("Official name of the year"), 200, required=True)
    kind = code_field("campaign_kind", _("Kind"), required=True)
    mode = code_field("campaign_mode", _("Mode"), required=True)
    organiser = code_field("organiser", _("Organiser"), required=True)
    theme = _line(_("Theme of the year"), 200)
    aliases = _line(_("Other names"), 300)
    unit: Any = forms.ModelChoiceField(
        label=_("Unit carrying it out"), queryset=Unit.objects.none(), required=False
    )
    starts_on = day_field(_("Starts on"), required=True)
    ends_on = day_field(_("Ends on"), required=True)
    due_on = day_field(_("Summary due on"))
    plan_number = _line(_("Document number of the plan"), 100)
    leaders = _line(_("Leaders"), 300)
    division = text_field(_("Division of work"))
    forms = _ticked(_("Forms"))
    topics = _ticked(_("Topics"))
    audiences = _ticked(_("Audiences"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["unit"].queryset = units.order_by("code")
        for name, codes in _PLAN:
            fields[name].choices = list(code_list(codes).labels.items())


class SummaryForm(forms.Form):
    """What no figure can say."""

    highlights = text_field(_("Highlights"), rows=4)
    effect = text_field(_("Effect"), rows=4)
    effect_before = _percent(_("Right answers before (%)"))
    effect_after = _percent(_("Right answers after (%)"))
    praise = text_field(_("Praise by authorities or media"))
    problems = text_field(_("Problems and intentions"), rows=4)


class AssignForm(forms.Form):
    units: Any = forms.ModelMultipleChoiceField(
        label=_("Outlets"),
        queryset=Unit.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    activities = _target(_("Activities each"))
    reached = _target(_("Persons reached each"))
    leaflets = _target(_("Leaflets each"))

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["units"].queryset = units.order_by("code")


class HandInForm(forms.Form):
    reported_on = day_field(_("Reported on"), required=True)
    receipt = forms.FileField(
        label=_("Receipt or sealed summary"), required=False, max_length=200
    )
    note = text_field(_("Remark"))


class NoteForm(forms.Form):
    note = text_field(_("Remark"))


class PhotosForm(forms.Form):
    photos = FilesField(label=_("Photos"))


class PhotoForm(forms.Form):
    caption = _line(_("Caption"), 200)
    is_chosen = forms.BooleanField(label=_("Stands in the summary"), required=False)
