"""The form of one call, made of the script in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints.learning_rules import said
from complaints.models import CallQuestion
from consumer_protection.core.codes import code_list

_YES_NO = (("", "—"), ("yes", _("Yes")), ("no", _("No")))
_NOT_SAID = "unreachable"


@dataclass(frozen=True, slots=True)
class Line:
    """What the caller says, and the field for what is answered, if any."""

    text: str
    field: Any = None


class CallForm(forms.Form):
    """``answer_<code>`` holds the answer to a question; satisfaction has a field of its
    own, which a script without such a line has as well."""

    is_reached = forms.TypedChoiceField(
        label=_("Was somebody reached?"),
        coerce=lambda value: value == "yes",
        choices=_YES_NO,
    )
    satisfaction = forms.ChoiceField(label=_("Satisfaction"), required=False)
    remark = forms.CharField(
        label=_("Remark"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        script: Sequence[CallQuestion],
        known: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._script = [(one, said(one.text, known)) for one in script]
        labels = code_list("satisfaction").labels
        asked: Any = self.fields["satisfaction"]
        offered = [pair for pair in labels.items() if pair[0] != _NOT_SAID]
        asked.choices = [("", "—"), *offered]
        for question, text in self._script:
            if question.kind in ("text", "yes_no"):
                self.fields[f"answer_{question.code}"] = _field(question.kind, text)

    @property
    def lines(self) -> list[Line]:
        """The script in its order; whoever asks for the rating asks in its place."""
        fields = {"satisfaction": "satisfaction"}
        return [
            Line(text, self[name])
            if (name := fields.get(one.kind, f"answer_{one.code}")) in self.fields
            else Line(text)
            for one, text in self._script
        ]

    @property
    def asks_rating(self) -> bool:
        return any(one.kind == "satisfaction" for one, _text in self._script)

    @property
    def answers(self) -> dict[str, str]:
        return {
            one.code: given
            for one, _text in self._script
            if (given := self.cleaned_data.get(f"answer_{one.code}"))
        }


def _field(kind: str, text: str) -> forms.Field:
    if kind == "yes_no":
        return forms.ChoiceField(label=text, choices=_YES_NO, required=False)
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=text, max_length=1000, required=False, widget=widget)
