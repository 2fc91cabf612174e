"""Forms of the ledger wizard."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.documents.gate import LIMITS, MEBIBYTE
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.core.ledgers.parsers import Coded
from consumer_protection.core.ledgers.presets import Preset

_LEAVE_OUT = "-"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Ledger file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    preset = forms.ChoiceField(
        label=_("Where the file comes from"),
        required=False,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, presets: Sequence[Preset] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["preset"]
        others = [(one.name, one.label) for one in presets]
        field.choices = [("", _("Our own ledger")), *others]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LIMITS.file_bytes:
            megabytes = LIMITS.file_bytes // MEBIBYTE
            message = _("The file is larger than %(megabytes)s MB. Split it.")
            raise forms.ValidationError(message, params={"megabytes": megabytes})
        return file


class DecisionForm(forms.Form):
    """A field per unknown header (``h0`` …) and per unknown value (``v0`` …)."""

    def __init__(
        self, own: Ledger, result: Mapping[str, Any], data: Any = None
    ) -> None:
        super().__init__(data)
        self.headers: list[str] = result["headers"]
        self.values: list[dict[str, Any]] = result["values"]
        columns = [(one.field, one.label) for one in own.columns]
        meanings = [("", "—"), (_LEAVE_OUT, _("Leave this column out")), *columns]
        for number, title in enumerate(self.headers):
            self.fields[f"h{number}"] = _choice(title, meanings)
        for number, value in enumerate(self.values):
            parser = own.column(value["field"]).parser
            labels = code_list(parser.list).labels if isinstance(parser, Coded) else {}
            codes = [("", "—"), *labels.items()]
            label = f"{value['label']}：{value['value']}（{value['count']}）"
            self.fields[f"v{number}"] = _choice(label, codes)

    def choices(self) -> dict[str, Any]:
        """The decisions made; what was left open is left out."""
        data = self.cleaned_data
        headers = {
            title: "" if data[f"h{number}"] == _LEAVE_OUT else data[f"h{number}"]
            for number, title in enumerate(self.headers)
            if data[f"h{number}"]
        }
        values: dict[str, dict[str, str]] = {}
        for number, value in enumerate(self.values):
            if code := data[f"v{number}"]:
                values.setdefault(value["field"], {})[value["value"]] = code
        return {"headers": headers, "values": values}


def _choice(label: str, choices: list[tuple[Any, Any]]) -> forms.ChoiceField:
    select = forms.Select(attrs={"class": "form-select"})
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=select
    )
