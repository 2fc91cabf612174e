"""Forms of reporting."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.periods import UnknownPeriod, parse_period
from reporting.reports.building import KINDS


def _kinds() -> list[tuple[str, str]]:
    return [(kind, label("report_kind", kind)) for kind in KINDS]


class ReportForm(forms.Form):
    kind = forms.ChoiceField(label=_("Report"), choices=_kinds)
    period = forms.CharField(
        label=_("Period"), max_length=8, help_text=_("2024, 2024H1, 2024Q3 or 2024-05")
    )

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"].strip()
        try:
            parse_period(period, as_of=timezone.localdate())
        except UnknownPeriod as error:
            raise forms.ValidationError(str(error)) from error
        return period
