"""The forms of this theme that do more than keep a record."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.governance.planning.clocks import Clock


def _day(**more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)


class SubmitForm(forms.Form):
    file = forms.FileField(label=_("File"), max_length=200)
    submitted_on = _day(label=_("Handed in on"))
    receipt = forms.CharField(label=_("Receipt"), max_length=200, required=False)
    reason = forms.CharField(
        label=_("Reason of the correction"), max_length=500, required=False
    )

    def __init__(self, *args: Any, is_correction: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_correction:
            self.fields["reason"].required = True
        else:
            del self.fields["reason"]


class ReportForm(forms.Form):
    clock = forms.ChoiceField(label=_("Which report"))
    reported_at = forms.DateTimeField(
        label=_("Reported at"),
        widget=forms.DateTimeInput(
            attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"
        ),
    )
    recipient = forms.CharField(label=_("Recipient"), max_length=200)
    receipt = forms.CharField(label=_("Receipt"), max_length=200, required=False)

    def __init__(self, *args: Any, clocks: Iterable[Clock], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = code_list("incident_clock").labels
        field: Any = self.fields["clock"]
        field.choices = [(one.code, labels[one.code]) for one in clocks]


class ProofForm(forms.Form):
    """``choices``: the records that may fulfil an item, by kind."""

    record = forms.ChoiceField(label=_("Record that fulfils it"))

    def __init__(self, *args: Any, choices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["record"]
        field.choices = choices


class NextYearForm(forms.Form):
    due_on = _day(label=_("Planned completion"))


class TakeProblemForm(NextYearForm):
    plan_kind = forms.ChoiceField(label=_("Kind"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["plan_kind"]
        field.choices = list(code_list("plan_kind").labels.items())
