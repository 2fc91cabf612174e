"""Forms of reporting."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError
from consumer_protection.core.ledgers.parsers import cell_text
from consumer_protection.core.models.base_figure import FIRST_YEAR, LAST_YEAR
from consumer_protection.core.periods import UnknownPeriod, parse_period
from reporting.filed_table import ValueUnfit, read_value
from reporting.filing import Issued
from reporting.models import FiledFigure
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


class VerifyForm(forms.Form):
    """A file, or the hash that somebody noted of one."""

    file = forms.FileField(label=_("File"), required=False, max_length=200)
    sha256 = forms.CharField(
        label=_("or its SHA-256"),
        required=False,
        max_length=200,
        help_text=_("64 signs, as printed beside the files of a report."),
    )

    def clean_sha256(self) -> str:
        given = "".join(self.cleaned_data["sha256"].split()).lower()
        if given and not re.fullmatch("[0-9a-f]{64}", given):
            raise forms.ValidationError(_("A SHA-256 has 64 signs: 0-9 and a-f."))
        return given

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and not (data.get("file") or data.get("sha256")):
            raise forms.ValidationError(_("Choose a file or enter a hash."))
        return data


class IssuedReportForm(forms.Form):
    """The report the figures are copied from, with its file as evidence."""

    title = forms.CharField(label=_("Title of the report"), max_length=200)
    document_number = forms.CharField(
        label=_("Document number"), max_length=80, required=False
    )
    year = forms.IntegerField(
        label=_("Year it reports on"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    issued_on = forms.DateField(
        label=_("Issued on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    file = forms.FileField(
        label=_("File of the report"),
        max_length=200,
        help_text=_("PDF, Word, Excel or a picture of at most 20 MB."),
    )

    def clean_title(self) -> str:
        return _readable(self.cleaned_data["title"]).strip("《》 ")

    def clean_document_number(self) -> str:
        return _readable(self.cleaned_data["document_number"])

    def clean_issued_on(self) -> date:
        day: date = self.cleaned_data["issued_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come: correct it."))
        return day

    def clean_year(self) -> int:
        year: int = self.cleaned_data["year"]
        if year > timezone.localdate().year:
            raise forms.ValidationError(_("Check the year."))
        return year

    @property
    def issued(self) -> Issued:
        names = ("title", "document_number", "issued_on", "year")
        return Issued(**{name: self.cleaned_data[name] for name in names})


class CorrectionForm(forms.Form):
    """Another value of a filed figure, with the reason."""

    value = forms.CharField(label=_("Value"), max_length=40)
    page = forms.CharField(label=_("Page in the report"), max_length=40, required=False)
    reason = forms.CharField(label=_("Reason"), max_length=500)

    def __init__(self, *args: Any, figure: FiledFigure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.figure = figure

    def clean_value(self) -> Decimal:
        try:
            return read_value(
                self.figure.code, self.figure.key, self.cleaned_data["value"]
            )
        except ValueUnfit as error:
            raise forms.ValidationError(str(error)) from error


def _readable(text: str) -> str:
    """Without characters that deceive the eye or break documents."""
    try:
        return cell_text(Cell(text))
    except CellError as error:
        raise forms.ValidationError(error.advice) from error
