"""Forms of rechecks, mediations and repeats."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.plain_fields import (
    PlainText,
    code_field,
    day_field,
    text_field,
)
from consumer_protection.core.states import Move


class ApplyForm(forms.Form):
    applied_on = day_field(_("Applied on"), required=True)
    grounds = text_field(_("What the complainant objects to"), required=True, rows=5)


class ReasonForm(forms.Form):
    reason = text_field(_("Reason"), required=True)


class OfferForm(forms.Form):
    body = code_field("mediation_body", _("Kind of body"), required=True)
    body_name = PlainText(label=_("Name of the body"), max_length=100, required=False)
    offered_on = day_field(_("Offered on"), required=True)


class RepeatForm(forms.Form):
    number = PlainText(label=_("Number of the earlier complaint"), max_length=40)


class RecheckMoveForm(forms.Form):
    """What a move of a recheck needs, and its reason."""

    def __init__(self, data: Any, *, move: Move) -> None:
        super().__init__(data)
        if move.name == "decide":
            self.fields["result"] = code_field(
                "review_result", _("Result of the recheck"), required=True
            )
            self.fields["reasons"] = text_field(_("Reasons"), required=True, rows=5)
        if move.note or not self.fields:
            label = _("Reason") if move.note else _("Note")
            self.fields["note"] = text_field(label, required=move.note)


class MediationMoveForm(forms.Form):
    """``may_stop``: whether the case is where its clock can be stopped."""

    def __init__(self, data: Any, *, move: Move, may_stop: bool) -> None:
        super().__init__(data)
        for name in move.needs:
            self.fields[name] = _FIELDS[name]()
        if move.name == "start" and may_stop:
            self.fields["stops_clock"] = forms.BooleanField(
                label=_("The clock of the case stands still meanwhile"),
                required=False,
                initial=True,
                help_text=_(
                    "From today until the mediation ends; tell it in a letter."
                ),
            )
        if move.note:
            self.fields["note"] = text_field(_("Reason"), required=True)

    def values(self) -> dict[str, Any]:
        """What the move takes beside its reason."""
        return {key: one for key, one in self.cleaned_data.items() if key != "note"}


def _today(label: Any) -> Any:
    field = day_field(label, required=True)
    field.initial = timezone.localdate
    return field


_FIELDS: dict[str, Any] = {
    "answered_on": lambda: _today(_("Day")),
    "started_on": lambda: _today(_("Day")),
    "ended_on": lambda: _today(_("Day")),
    "refused_by": lambda: code_field("mediation_side", _("Refused by"), required=True),
    "refusal": lambda: text_field(_("Reason of the refusal"), required=True),
    "agreement": lambda: text_field(_("Agreement"), required=True, rows=5),
}
