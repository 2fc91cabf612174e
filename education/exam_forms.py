"""The form of an examination."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.plain_fields import PlainText
from education.audiences import KNOWN


def _number(label: Any, first: int, least: int = 0, most: int = 100) -> Any:
    return forms.IntegerField(
        label=label, min_value=least, max_value=most, initial=first
    )


def _time(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(
        attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
    )
    return forms.DateTimeField(label=label, widget=widget)


class ExamForm(forms.Form):
    name = PlainText(label=_("Examination name"), max_length=200)
    audiences = forms.MultipleChoiceField(
        label=_("Audiences"), widget=forms.CheckboxSelectMultiple
    )
    opens_at = _time(_("Opens at"))
    closes_at = _time(_("Closes at"))
    minutes = _number(_("Time limit (minutes)"), 60, 1, 600)
    pass_mark = _number(_("Pass mark (of 100)"), 60, 1)
    resits = _number(_("Resits"), 1, 0, 9)
    singles = _number(_("Single choice: questions"), 20)
    single_points = _number(_("Points each"), 2, 1)
    multiples = _number(_("Multiple choice: questions"), 10)
    multiple_points = _number(_("Points each"), 2, 1)
    statements = _number(_("True or false: questions"), 20)
    statement_points = _number(_("Points each"), 2, 1)
    cases = _number(_("Cases: questions"), 0)
    case_points = _number(_("Points each"), 5, 1)
    topics = forms.MultipleChoiceField(
        label=_("Only of these topics"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        known = code_list("training_audience").labels
        fields["audiences"].choices = [
            (code, name) for code, name in known.items() if code in KNOWN
        ]
        fields["topics"].choices = list(code_list("topic").labels.items())
