"""What somebody asks of the statistics."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints.dimensions import DIMENSIONS
from consumer_protection.core.periods import Period, parse_period

_PARTS = (
    ("", _("whole year")),
    ("H1", _("first half")),
    ("H2", _("second half")),
)
_BY = [(one.name, one.label) for one in DIMENSIONS.values()]


def _parts() -> list[tuple[str, Any]]:
    quarters = [
        (f"Q{number}", gettext("quarter %(number)d") % {"number": number})
        for number in range(1, 5)
    ]
    months = [
        (f"-{number:02d}", gettext("month %(number)d") % {"number": number})
        for number in range(1, 13)
    ]
    return [*_PARTS, *quarters, *months]


class StatisticsForm(forms.Form):
    """Left out, a field has its usual value, so that the bare address answers too."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    part = forms.ChoiceField(
        label=_("Part of the year"), choices=_parts, required=False
    )
    measure = forms.ChoiceField(label=_("What is counted"), required=False)
    rows = forms.ChoiceField(label=_("Rows"), choices=_BY, required=False)
    columns = forms.ChoiceField(
        label=_("Columns"),
        choices=[("", _("none")), *_BY],
        required=False,
    )

    def __init__(
        self,
        data: Any,
        *,
        years: range,
        measures: list[tuple[str, Any]],
        today: date,
    ) -> None:
        usual = {"year": str(years[-1]), "measure": measures[0][0], "rows": "source"}
        super().__init__({**usual, **{key: data[key] for key in data if data[key]}})
        choices: Any = self.fields["year"]
        choices.choices = [(str(year), str(year)) for year in reversed(years)]
        asked: Any = self.fields["measure"]
        asked.choices = measures
        self.today = today

    @property
    def period(self) -> Period:
        code = f"{self.cleaned_data['year']}{self.cleaned_data['part']}"
        return parse_period(code, as_of=self.today)
