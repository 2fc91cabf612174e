"""The form of a survey, of one question, and the questionnaire itself."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.plain_fields import (
    PlainText,
    code_field,
    day_field,
    text_field,
)
from education.doing.surveys import Given
from education.models import Campaign
from education.models.survey import SurveyQuestion
from education.queries.surveys import RATINGS

_OPTIONS = 12


class SurveyForm(forms.Form):
    name = PlainText(label=_("Survey name"), max_length=200)
    intro = text_field(_("Introduction"))
    starts_on = day_field(_("Starts on"), required=True)
    ends_on = day_field(_("Ends on"), required=True)
    target = forms.IntegerField(
        label=_("Answers each outlet"), min_value=1, max_value=100_000, required=False
    )
    campaign = forms.ModelChoiceField(
        label=_("Measures the effect of the campaign"),
        queryset=Campaign.objects.none(),
        empty_label="—",
        required=False,
    )
    stage = code_field("survey_stage", _("Before or after"))
    is_standard = forms.BooleanField(
        label=_("Begin with the standard questions of the four areas"),
        required=False,
        initial=True,
    )

    def __init__(
        self, *args: Any, campaigns: "QuerySet[Campaign]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["campaign"].queryset = campaigns

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("campaign")) != bool(data.get("stage")):
            told = _("Tell both: which campaign, and whether before or after it.")
            self.add_error("stage", told)
        return data


class QuestionForm(forms.Form):
    section = PlainText(label=_("Section"), max_length=60, required=False)
    text = PlainText(label=_("Question"), max_length=300)
    kind = code_field("survey_answer_kind", _("Kind of answer"), required=True)
    options = text_field(_("Options, one a line; a right answer begins with *"), rows=4)
    is_required = forms.BooleanField(
        label=_("Must be answered"), required=False, initial=True
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        lines = [one.strip() for one in data.get("options", "").splitlines()]
        told_right = {one.removeprefix("*").strip(): one[:1] == "*" for one in lines}
        options = [one[:200] for one in told_right if one]
        has_options = data.get("kind") in ("single", "multiple")
        if has_options and not 2 <= len(options) <= _OPTIONS:
            told = _("Write between 2 and %(most)d options.") % {"most": _OPTIONS}
            self.add_error("options", told)
        data["options"] = options if has_options else []
        marked = [one[:200] for one, is_right in told_right.items() if one and is_right]
        data["right"] = [
            place for place, one in enumerate(data["options"]) if one in marked
        ]
        if data.get("kind") == "single" and len(data["right"]) > 1:
            self.add_error("options", _("Only one answer can be chosen: mark one."))
        return data


class MeasureForm(forms.Form):
    measure = PlainText(label=_("Measure"), max_length=500)


class AnswerForm(forms.Form):
    """The questionnaire; ``outlets`` to choose from, none where it is told already."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[SurveyQuestion],
        outlets: Iterable[Unit] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(questions)
        choices = [(one.code, one.name) for one in outlets]
        if choices:
            self.fields["outlet"] = forms.ChoiceField(
                label=_("Outlet"), choices=[("", "—"), *choices], required=False
            )
        for one in self.questions:
            self.fields[f"q{one.pk}"] = _field(one)

    def given(self) -> dict[int, Given]:
        return {
            one.pk: _given(one, self.cleaned_data[f"q{one.pk}"])
            for one in self.questions
        }


class PaperForm(AnswerForm):
    """Of a questionnaire filled in on paper; ``key`` makes a double click one answer."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


def _field(one: SurveyQuestion) -> forms.Field:
    more: dict[str, Any] = {"label": one.text, "required": one.is_required}
    if one.kind == "open":
        widget = forms.Textarea(attrs={"rows": 3})
        return PlainText(max_length=1000, widget=widget, **more)
    if one.kind == "rating":
        ratings = [(str(value), name) for value, name in RATINGS.items()]
        return forms.ChoiceField(choices=ratings, widget=forms.RadioSelect, **more)
    options = [(str(place), text) for place, text in enumerate(one.options)]
    if one.kind == "multiple":
        return forms.MultipleChoiceField(
            choices=options, widget=forms.CheckboxSelectMultiple, **more
        )
    return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **more)


def _given(one: SurveyQuestion, value: Any) -> Given:
    if one.kind == "open":
        return Given(text=value)
    if one.kind == "rating":
        return Given(rating=int(value) if value else None)
    told = value if isinstance(value, list) else [value] if value else []
    return Given(choices=tuple(int(place) for place in told))
