"""Forms of a branch assessment."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.plain_fields import PlainText, text_field


class RoundForm(forms.Form):
    quarter = forms.RegexField(
        r"20[0-9]{2}Q[1-4]",
        label=_("Quarter"),
        help_text=_("Such as 2026Q1."),
        strip=True,
    )


class PointsForm(forms.Form):
    """Left blank, the points given before are taken back."""

    points = forms.DecimalField(
        label=_("Points"),
        required=False,
        max_digits=5,
        decimal_places=2,
        min_value=-100,
        max_value=100,
    )
    reason = PlainText(label=_("Reason"), required=False, max_length=500)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("points") is not None and not data.get("reason"):
            self.add_error("reason", _("Give a reason."))
        return data


class NoteForm(forms.Form):
    note = text_field(_("Remark or reason"), rows=4)
