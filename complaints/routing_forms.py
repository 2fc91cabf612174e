"""Forms of routing rules."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from complaints.dimensions import DIMENSIONS
from complaints.models import RoutingRule
from complaints.routing import Facts
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit

_CODES = {
    "source": "intake_source",
    "category": "business_category",
    "intake_channel": "intake_channel",
    "level": "level",
}


def _day(**kwargs: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **kwargs)


class _Conditions(forms.Form):
    """What a complaint is told by; ``empty`` says what a field left empty means."""

    empty: Any = _("any")

    source = forms.ChoiceField(label=_("Source"), required=False)
    category = forms.ChoiceField(label=_("Business category"), required=False)
    intake_channel = forms.ChoiceField(label=_("Intake channel"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    unit: Any = forms.ModelChoiceField(
        label=_("Unit complained of"), queryset=None, required=False
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, codes in _CODES.items():
            field: Any = self.fields[name]
            field.choices = [("", self.empty), *self._offered(name, codes)]
        own: Any = self.fields["unit"]
        own.queryset, own.empty_label = units.order_by("code"), self.empty

    def _offered(self, name: str, codes: str) -> list[tuple[str, str]]:
        """The codes in use, and the one that stands already."""
        words = DIMENSIONS["subcategory" if name == "category" else name].labels()
        standing = self.initial.get(name)
        active = code_list(codes).labels
        return [(key, words[key]) for key in words if key in active or key == standing]


class RuleForm(_Conditions):
    handling_unit: Any = forms.ModelChoiceField(label=_("Handling unit"), queryset=None)
    position = forms.IntegerField(
        label=_("Order"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("The first rule that fits decides; left empty it comes last."),
    )
    valid_from = _day(label=_("Valid from"))
    valid_to = _day(
        label=_("Valid to"), required=False, help_text=_("The first day without it.")
    )
    remark = forms.CharField(label=_("Remark"), max_length=200, required=False)

    def __init__(
        self,
        *args: Any,
        units: QuerySet[Unit],
        rule: RoutingRule | None = None,
        **kwargs: Any,
    ) -> None:
        if rule is not None:
            kwargs["initial"] = {name: getattr(rule, name) for name in self.base_fields}
        super().__init__(*args, units=units, **kwargs)
        own: Any = self.fields["handling_unit"]
        own.queryset = units.order_by("code")


class EndForm(forms.Form):
    valid_to = _day(label=_("First day without the rule"))


class TryForm(_Conditions):
    """Facts of a complaint as it might come."""

    empty = _("not filled in")

    on = _day(label=_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].required = True

    @property
    def facts(self) -> Facts:
        asked = self.cleaned_data
        return Facts(
            self.day,
            asked["unit"].pk,
            asked["source"],
            asked["category"],
            asked["intake_channel"],
            asked["level"] or "general",
        )

    @property
    def day(self) -> date:
        found: date = self.cleaned_data["on"]
        return found
