"""Forms of a review: the request, its moves, opinions, checks."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError
from consumer_protection.core.ledgers.parsers import cell_text
from consumer_protection.core.models import Unit
from consumer_protection.core.states import Move
from reviews.models import Checkpoint, Material

_LONG = 4000
_FILES = ".docx,.txt,.pdf,.xlsx,image/jpeg,image/png"


class PlainText(forms.CharField):
    """Without characters that deceive the eye or break documents."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return cell_text(Cell(text)).replace("\r\n", "\n")
        except CellError as error:
            raise forms.ValidationError(error.advice) from error


def code_field(name: str, label: Any, *, required: bool = False) -> forms.ChoiceField:
    """One code of a list, chosen by its label."""

    def choices() -> list[tuple[str, str]]:
        return [("", "—"), *code_list(name).labels.items()]

    return forms.ChoiceField(label=label, choices=choices, required=required)


def text_field(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    area = forms.Textarea(attrs={"rows": rows})
    return PlainText(label=label, required=required, max_length=_LONG, widget=area)


def day_field(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def file_field(label: Any, *, required: bool = False) -> forms.FileField:
    widget = forms.ClearableFileInput(attrs={"accept": _FILES})
    return forms.FileField(
        label=label, required=required, max_length=200, widget=widget
    )


class RequestForm(forms.Form):
    """What a department wants to bring before customers."""

    unit: Any = forms.ModelChoiceField(
        label=_("Submitting unit"), queryset=Unit.objects.none()
    )
    kind = code_field("review_kind", _("Kind"), required=True)
    trigger = code_field("review_trigger", _("Trigger"), required=True)
    origin = code_field("review_origin", _("Origin"), required=True)
    title = PlainText(label=_("Reviewed item"), max_length=300)
    customers = text_field(_("Target customers"), required=True, rows=2)
    planned_on = day_field(_("Planned launch"))
    channels = PlainText(label=_("Channels"), max_length=300, required=False)
    charges = text_field(_("Rates and fees, where there are any"), rows=2)
    is_personal_loan = forms.BooleanField(label=_("Personal loan"), required=False)
    is_new_product = forms.BooleanField(
        label=_("New product or business: risk management is asked as well"),
        required=False,
    )
    material = file_field(_("Material"))
    remark = text_field(_("Remark"), rows=2)

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units.order_by("code")  # type: ignore[attr-defined]


class MaterialForm(forms.Form):
    name = forms.ChoiceField(label=_("Which paper"), required=False)
    file = file_field(_("File"), required=True)

    def __init__(self, *args: Any, names: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one, _("New version of %s") % one) for one in names]
        self.fields["name"].choices = [*known, ("", _("Another paper"))]  # type: ignore[attr-defined]
        self.fields["name"].initial = names[0] if names else ""


class MoveForm(forms.Form):
    """What a move of the state table needs, and its reason."""

    def __init__(self, data: Any, *, move: Move) -> None:
        super().__init__(data)
        if "conclusion" in move.needs:
            self.fields["conclusion"] = _conclusion()
        if "launched_on" in move.needs:
            self.fields["launched_on"] = day_field(_("Launched on"), required=True)
            self.fields["launched_on"].initial = timezone.localdate
        self.fields["note"] = text_field(_("Note"), required=move.note)


def _conclusion() -> forms.ChoiceField:
    def choices() -> list[tuple[str, str]]:
        known = code_list("review_conclusion").labels.items()
        return [(code, told) for code, told in known if code != "withdrawn"]

    return forms.ChoiceField(
        label=_("Conclusion"), choices=choices, widget=forms.RadioSelect
    )


class OpinionForm(forms.Form):
    code = forms.ChoiceField(label=_("Checkpoint"), required=False)
    text = text_field(_("Opinion"), required=True, rows=4)
    law = PlainText(label=_("Legal source"), max_length=300, required=False)
    must_change = forms.BooleanField(label=_("Must be changed"), required=False)

    def __init__(self, *args: Any, points: Sequence[Checkpoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(one.code, f"{one.code} {one.question}") for one in points]
        self.fields["code"].choices = [("", "—"), *known]  # type: ignore[attr-defined]
        self.fields["law"].help_text = _("Empty: that of the checkpoint.")


class AnswerForm(forms.Form):
    adoption = code_field("opinion_adoption", _("Answer"), required=True)
    text = text_field(_("How it was done, or the reason"), rows=4)
    file = file_field(_("Proof"))


class DecisionForm(forms.Form):
    decision = code_field("opinion_decision", _("Decision"), required=True)
    reason = text_field(_("Reason"), required=True, rows=4)


class RiskForm(forms.Form):
    verdict = code_field("risk_verdict", _("Opinion on risk"), required=True)
    reasons = text_field(_("Reasons"), required=True, rows=5)


class ReleaseForm(forms.Form):
    material: Any = forms.ModelChoiceField(
        label=_("Compare with"), queryset=Material.objects.none()
    )
    file = file_field(_("Released file"), required=True)

    def __init__(self, *args: Any, approved: Sequence[Material], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Material.objects.filter(pk__in=[one.pk for one in approved])
        self.fields["material"].queryset = own  # type: ignore[attr-defined]
        self.fields["material"].initial = approved[0].pk if approved else None


class ReasonForm(forms.Form):
    reason = text_field(_("Why the difference is right"), required=True, rows=3)


class LaunchCheckForm(forms.Form):
    note = text_field(_("What was looked at"), required=True, rows=3)
    issue = text_field(_("Issue, if any was found"), rows=3)
