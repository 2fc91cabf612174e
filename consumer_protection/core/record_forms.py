"""One record as a form: the columns of its ledger, read by the ledger's own parsers."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.ledgers.declaration import Column, Ledger, Problem
from consumer_protection.core.ledgers.parsers import (
    Approximate,
    Coded,
    Day,
    ManyCoded,
    Money,
    Text,
    UnitName,
    Whole,
    YesNo,
)
from consumer_protection.core.models import Unit, User
from consumer_protection.core.pii import MASKS

# Texts longer than this get several lines.
_LINE = 300
_NUMBERS = (Whole, Money, Approximate)


class RecordForm(forms.Form):
    """Values stay text here, as cells of the ledger hold it. ``standing``: the values
    of the record, by field; without it the form is for a new one. Personal data is
    never shown: what is left empty stays as it is."""

    def __init__(
        self,
        data: Any = None,
        *,
        ledger: Ledger,
        asker: User,
        standing: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data)
        self.ledger, self.standing = ledger, standing
        units = [one.name for one in Unit.objects.visible_to(asker).order_by("code")]
        for column in ledger.columns:
            told = self._told(column)
            self.fields[column.field] = _field(column, units, told)
            self.initial[column.field] = told
            if column.mask and standing and standing.get(column.field):
                hidden = MASKS[column.mask](str(standing[column.field]))
                hint = _("Now %(value)s. Left empty it stays.") % {"value": hidden}
                self.fields[column.field].help_text = hint

    @property
    def raw(self) -> dict[str, Any]:
        """Field → what was typed, of the fields that say something else than before;
        all that hold something where the record is new."""
        found = {}
        for column in self.ledger.columns:
            given = self.cleaned_data[column.field]
            if column.mask and not given:
                continue
            if self.standing is None:
                if given:
                    found[column.field] = given
            elif given != self._told(column):
                found[column.field] = given
        return found

    def tell(self, problems: list[Problem]) -> None:
        """Each problem beside its field, or above all."""
        for problem in problems:
            name = problem.field if problem.field in self.fields else None
            self.add_error(name, problem.advice)

    def tell_standing(self) -> None:
        """Beside each field that says something else than the record does now, what
        the record says."""
        raw = self.raw
        for column in self.ledger.columns:
            if column.field in raw and not column.mask:
                now = self._told(column)
                told = "、".join(now) if isinstance(now, list) else now
                message = _("Now there stands: %(value)s") % {"value": told or "—"}
                self.add_error(column.field, message)

    def _told(self, column: Column) -> Any:
        if self.standing is None:
            return _told(column, {column.field: column.default})
        return "" if column.mask else _told(column, self.standing)


def _told(column: Column, values: Mapping[str, Any]) -> Any:
    """A value as the form holds it: text, or a list of texts for several codes."""
    value = values.get(column.field)
    if value is None or value in ("", (), []):
        return [] if isinstance(column.parser, ManyCoded) else ""
    if isinstance(column.parser, ManyCoded):
        return [str(Coded.write(column.parser, one)) for one in value]
    return str(column.parser.write(value)).replace("\r\n", "\n")


def _field(column: Column, units: Sequence[str], told: Any) -> forms.Field:
    """``told`` is what stands already: a choice even where its list has it no more."""
    parser = column.parser
    asked: dict[str, Any] = {
        "label": column.label,
        "required": column.required and not column.mask,
    }
    if isinstance(parser, ManyCoded):
        return forms.MultipleChoiceField(
            choices=_same(parser.choices()),
            widget=forms.CheckboxSelectMultiple,
            **asked,
        )
    if isinstance(parser, UnitName):
        return _choice([*units, told], asked)
    if isinstance(parser, Coded | YesNo):
        return _choice([*parser.choices(), told], asked)
    return forms.CharField(widget=_widget(column), strip=True, **asked)


def _choice(texts: Sequence[Any], asked: dict[str, Any]) -> forms.Field:
    """Without the empty one, each text once."""
    known = dict.fromkeys(text for text in texts if text)
    return _OpenChoice(choices=[("", "—"), *_same(known)], **asked)


class _OpenChoice(forms.ChoiceField):
    def valid_value(self, value: Any) -> bool:
        """The ledger's parser decides, in its own words."""
        return True


def _same(texts: Iterable[str]) -> list[tuple[str, str]]:
    return [(text, text) for text in texts]


def _widget(column: Column) -> forms.Widget:
    parser = column.parser
    if isinstance(parser, Day):
        return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    if isinstance(parser, _NUMBERS):
        return forms.TextInput(attrs={"inputmode": "decimal"})
    if isinstance(parser, Text) and parser.limit > _LINE:
        return forms.Textarea(attrs={"rows": 4})
    return forms.TextInput(attrs={"autocomplete": "off"})
