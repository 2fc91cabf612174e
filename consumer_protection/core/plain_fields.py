"""Fields that many forms have: a code of a list, a day, plain text, files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError
from consumer_protection.core.ledgers.parsers import cell_text

_LONG = 2000
MOST_FILES = 9


def code_field(name: str, label: Any, *, required: bool = False) -> forms.ChoiceField:
    """One code of a list, chosen by its label."""

    def choices() -> list[tuple[str, str]]:
        return [("", "—"), *code_list(name).labels.items()]

    return forms.ChoiceField(label=label, choices=choices, required=required)


def day_field(label: Any, *, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=required, widget=widget)


def text_field(label: Any, *, required: bool = False, rows: int = 3) -> forms.CharField:
    return PlainText(
        label=label,
        required=required,
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PlainText(forms.CharField):
    """Without characters that deceive the eye or break documents."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        try:
            return cell_text(Cell(text)).replace("\r\n", "\n")
        except CellError as error:
            raise forms.ValidationError(error.advice) from error


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Up to ``MOST_FILES`` files at once; a list, empty where none was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        widget = _Several(attrs={"accept": "image/jpeg,image/png,.pdf,.docx,.xlsx"})
        super().__init__(required=False, max_length=200, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        found = [super(FilesField, self).clean(one) for one in given if one]
        if len(found) > MOST_FILES:
            message = _("At most %(count)d files at once.") % {"count": MOST_FILES}
            raise forms.ValidationError(message)
        return found
