"""Forms of the wording check."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit
from reviews.models import Review, WordingRule
from reviews.wording_states import KINDS, SEVERITIES

_LONGEST_TEXT = 1_500_000
_MEDIA = ("in_media", "spared_media", "blocks_in")


def _kinds() -> list[tuple[str, Any]]:
    return list(KINDS.items())


def _media() -> list[tuple[str, str]]:
    return list(code_list("marketing_medium").labels.items())


def _classes() -> list[tuple[str, str]]:
    return list(code_list("wording_class").labels.items())


class TryForm(forms.Form):
    """A text, and what it is."""

    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=_LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9}),
    )
    kind = forms.ChoiceField(label=_("Kind of material"), required=False)
    medium = forms.ChoiceField(label=_("Medium"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kind", [("", _("Tell it from the text")), *_kinds()])
        self._offer("medium", [("", _("Not told")), *_media()])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices


class CheckForm(TryForm):
    """A text or a file, for whom, and for which review."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_(".docx, .xlsx, .pdf or .txt, up to 20 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.xlsx,.pdf,.txt"}),
    )
    unit: Any = forms.ModelChoiceField(label=_("Unit"), queryset=None)
    review: Any = forms.ModelChoiceField(
        label=_("Review"), queryset=None, required=False, empty_label=_("None")
    )

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        reviews: QuerySet[Review],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        own: Any = self.fields["unit"]
        own.queryset = units.order_by("code")
        about: Any = self.fields["review"]
        about.queryset = reviews
        about.label_from_instance = lambda one: f"{one.number} {one.title}"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        has_text = bool((data.get("text") or "").strip())
        if has_text == bool(data.get("file")) and not self.errors:
            told = _("Either paste a text or choose a file.")
            raise forms.ValidationError(told)
        return data


class _Lines(forms.CharField):
    """One entry a line."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        kwargs["widget"] = forms.Textarea(attrs={"rows": 4})
        super().__init__(max_length=20_000, strip=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (value or "").splitlines() if line.strip()]


class RuleForm(forms.Form):
    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$",
        max_length=60,
        help_text=_("Small letters, with a point, as absolute.best"),
    )
    title = forms.CharField(label=_("Title"), max_length=100)
    wording_class = forms.ChoiceField(label=_("Class"))
    severity = forms.ChoiceField(label=_("Severity"), choices=list(SEVERITIES.items()))
    words = _Lines(
        label=_("Words"),
        help_text=_("One a line. For what is missing: what must be there."),
    )
    patterns = _Lines(
        label=_("Patterns"),
        help_text=_("(a|b) one of them, (a|b)? maybe, # a number, … a few characters."),
    )
    allowed = _Lines(
        label=_("Harmless around"),
        help_text=_("A text that holds the word; or ~ for the word: 非~, 不得…~"),
    )
    unless = _Lines(
        label=_("Harmless if the text has"), help_text=_("Patterns, one a line.")
    )
    signs = _Lines(
        label=_("Only if the text has"), help_text=_("Patterns, one a line.")
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of material"), required=False, help_text=_("None: all.")
    )
    in_media = forms.MultipleChoiceField(
        label=_("Only in these media"), required=False, help_text=_("None: all.")
    )
    spared_media = forms.MultipleChoiceField(
        label=_("Not in these media"), required=False
    )
    blocks_in = forms.MultipleChoiceField(
        label=_("Blocks in these media"), required=False
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    law = forms.CharField(label=_("Law"), max_length=100)
    article = forms.CharField(label=_("Article"), max_length=100)
    suggestion = forms.CharField(
        label=_("Suggestion"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    positive = _Lines(label=_("Examples it hits"), required=True)
    negative = _Lines(label=_("Examples it does not hit"), required=True)
    valid_from = forms.DateField(
        label=_("Valid from"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, *args: Any, rule: WordingRule | None = None, **kwargs: Any
    ) -> None:
        if rule is not None:
            known = {name: getattr(rule, name, None) for name in self.base_fields}
            own = {**known, "in_media": rule.media}
            kwargs["initial"] = {**own, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["wording_class"].choices = _classes()
        fields["kinds"].choices = _kinds()
        for name in _MEDIA:
            fields[name].choices = _media()
        for name in ("kinds", *_MEDIA):
            fields[name].widget.attrs["size"] = 5
        if rule is not None:
            fields["code"].disabled = True

    @property
    def values(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        # A form has "media" of its own.
        given["media"] = given.pop("in_media")
        return given


class EndForm(forms.Form):
    valid_to = forms.DateField(
        label=_("First day without the rule"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
