"""What is asked for a stage of a product, and for the moves of a rectification."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list


class StageForm(forms.Form):
    stage = forms.ChoiceField(label=_("Stage"))
    day = forms.DateField(
        label=_("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        # All nine: a step back is refused in words, not hidden.
        stage: Any = self.fields["stage"]
        stage.choices = list(code_list("product_stage").labels.items())


class ResultForm(forms.Form):
    result = forms.CharField(
        label=_("Result"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class ReasonForm(forms.Form):
    note = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
