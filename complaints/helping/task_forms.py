"""Forms of tasks and urges beside a case."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit


class TaskForm(forms.Form):
    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    due_on = forms.DateField(
        label=_("Due on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    text = forms.CharField(
        label=_("What is to be done"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The unit sees the case as long as the task is with it."),
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["unit"]
        own.queryset = units.order_by("code")


class UrgeForm(forms.Form):
    """``kinds``: what the asker may do, urging or supervising or both."""

    kind = forms.ChoiceField(label=_("Kind"))
    text = forms.CharField(
        label=_("Text"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, kinds: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = code_list("urge_kind").labels
        asked: Any = self.fields["kind"]
        asked.choices = [(kind, labels.get(kind, kind)) for kind in kinds]


class WordsForm(forms.Form):
    """An answer or a reason. The action says whether one is needed."""

    text = forms.CharField(
        max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(self, *args: Any, label: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
