"""Forms of self-assessments."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from reporting.assessing.actions import Given
from reporting.assessing.sheet import methods
from reporting.scoring.method import Method


class OpenForm(forms.Form):
    method = forms.ChoiceField(
        label=_("Method"),
        choices=lambda: [(one.code, one.name) for one in methods().values()],
    )
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = timezone.localdate().year


class GivenForm(forms.Form):
    """Points by hand, that it does not apply, or neither."""

    is_applicable = forms.BooleanField(label=_("Applies"), required=False)
    points = forms.DecimalField(
        label=_("Points by hand"),
        required=False,
        min_value=0,
        max_digits=5,
        decimal_places=2,
        help_text=_("Left empty, the computed points stand."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @property
    def given(self) -> Given:
        data = self.cleaned_data
        return Given(data["is_applicable"], data["points"], data["reason"])


class AssignForm(forms.Form):
    unit = forms.ModelChoiceField(
        label=_("Assigned to"), queryset=Unit.objects.none(), required=False
    )
    due_on = forms.DateField(
        label=_("Due on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, units: QuerySet[Unit], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    """What outweighs points, and what supervision took."""

    vetoes = forms.MultipleChoiceField(
        label=_("Vetoes that apply"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    deducted = forms.DecimalField(
        label=_("Deducted by supervision"),
        required=False,
        min_value=0,
        max_digits=4,
        decimal_places=2,
    )

    def __init__(self, method: Method, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vetoes = [(one.code, one.name) for one in method.vetoes]
        self.fields["vetoes"].choices = vetoes  # type: ignore[attr-defined]
        if not method.most_deducted:
            del self.fields["deducted"]
