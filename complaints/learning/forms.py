"""Forms of problems, rectifications, sanctions, suggestions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.models import Problem
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit, User


def _day(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


def _text(label: Any, rows: int = 3, most: int = 2000, **kwargs: Any) -> Any:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


class _PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}（{obj.unit}）"


def _person(label: Any) -> Any:
    empty = _("not filled in")
    return _PersonField(label=label, queryset=None, required=False, empty_label=empty)


def _unit(label: Any, **kwargs: Any) -> Any:
    return forms.ModelChoiceField(label=label, queryset=None, **kwargs)


class LearningForm(forms.Form):
    """``codes``: the code list of each field that has one; ``units`` and ``people``
    are what may be chosen."""

    codes: dict[str, str] = {}

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        people: QuerySet[User] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, own in self.fields.items():
            field: Any = own
            if name in self.codes:
                empty = "" if field.required else _("any")
                labels = code_list(self.codes[name]).labels
                field.choices = [("", empty), *labels.items()]
            elif isinstance(field, _PersonField):
                found = people if people is not None else User.objects.none()
                field.queryset = found.select_related("unit").order_by("staff_number")
            elif isinstance(field, forms.ModelChoiceField):
                field.queryset = units.order_by("code")


class ProblemForm(LearningForm):
    codes = {
        "root_cause": "problem_cause",
        "category": "business_category",
        "cause": "cause",
    }

    title = forms.CharField(label=_("Problem"), max_length=120)
    root_cause = forms.ChoiceField(label=_("Root cause"))
    description = _text(_("What goes wrong"), 4, 4000, required=False)
    unit = _unit(_("Owner unit"))
    occurred_from = _day(label=_("Occurred from"))
    occurred_to = _day(label=_("Occurred until"), required=False)
    category = forms.ChoiceField(
        label=_("Business category"),
        required=False,
        help_text=_("With cause and unit it tells complaints of the same problem."),
    )
    cause = forms.ChoiceField(label=_("Cause"), required=False)
    pattern_unit = _unit(_("Unit complained of"), required=False, empty_label=_("any"))

    @classmethod
    def initial_of(cls, problem: Problem) -> dict[str, Any]:
        return {name: getattr(problem, name) for name in cls.base_fields}


class CasesForm(forms.Form):
    numbers = _text(
        _("Complaint numbers"),
        4,
        4000,
        help_text=_("One or many, apart by spaces, commas or lines."),
    )


class RectificationForm(LearningForm):
    action = _text(_("Action to take"))
    unit = _unit(_("Owner unit"))
    person = _person(_("Person in charge"))
    due_on = _day(label=_("Due on"))


class RiskForm(forms.Form):
    risk_until = _day(label=_("Risk accepted until"))
    note = _text(_("Reason"), most=500)


class ResultForm(forms.Form):
    result = _text(_("Result"), 5, 4000)


class ReplyForm(forms.Form):
    answer = _text(_("Answer given"), 6, 4000)


class ReasonForm(forms.Form):
    """The table of moves says whether a reason is needed."""

    note = _text(_("Reason"), most=500, required=False)


class SanctionForm(LearningForm):
    codes = {"kind": "sanction_kind"}

    unit = _unit(_("Unit"))
    is_person = forms.TypedChoiceField(
        label=_("Whom"),
        coerce=lambda value: value == "person",
        choices=[("person", _("A person of the unit")), ("unit", _("The unit itself"))],
    )
    account = _person(_("Account of the person"))
    person = forms.CharField(
        label=_("Name, where there is no account"), max_length=60, required=False
    )
    kind = forms.ChoiceField(label=_("Kind"))
    amount = forms.DecimalField(
        label=_("Amount (yuan)"),
        min_value=0.01,
        max_digits=14,
        decimal_places=2,
        required=False,
    )
    points = forms.DecimalField(
        label=_("Points"),
        min_value=0.1,
        max_digits=6,
        decimal_places=1,
        required=False,
    )
    reason = _text(_("Reason"))
    decided_on = _day(label=_("Decided on"))
    decided_by = forms.CharField(label=_("Decided by"), max_length=120)


class SuggestionForm(LearningForm):
    codes = {"result": "suggestion_result"}

    text = _text(_("Answer given"), 5, 4000)
    result = forms.ChoiceField(label=_("Result"))
    improvement = _text(
        _("Improvement"),
        4,
        4000,
        required=False,
        help_text=_("What was changed; needed where something is adopted."),
    )
