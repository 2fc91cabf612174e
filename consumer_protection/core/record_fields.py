"""A ledger's columns as fields of a form: the widget each needs, and its value as the
form shows it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers.declaration import Column
from consumer_protection.core.ledgers.links import RecordName, RecordNames
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
from consumer_protection.core.roles import Width

Shown = str | list[str]
_LINE = 120
_NOTHING = ("", "—")


class _Judged:
    """What was sent is judged by the column's parser: all faults at once, in the
    words of the ledgers."""

    def validate(self, value: object) -> None:
        pass


class _Typed(_Judged, forms.CharField):
    pass


class _Chosen(_Judged, forms.ChoiceField):
    pass


class _Ticked(_Judged, forms.MultipleChoiceField):
    pass


def shown_value(column: Column, value: Any) -> Shown:
    """The value as the form shows it, personal data masked."""
    if isinstance(column.parser, ManyCoded):
        return list(value or ())
    if value is None or value == "":
        return ""
    if column.mask:
        return pii.MASKS[column.mask](str(value))
    if isinstance(value, Unit):
        return value.code
    if isinstance(column.parser, Coded):
        return str(value)
    if isinstance(column.parser, Text):
        return pii.mask_text(str(value)).replace("\r\n", "\n")
    return str(column.parser.write(value))


def in_words(column: Column, shown: Shown, units: dict[str, str]) -> str:
    """What a form showed, as people say it."""
    if isinstance(column.parser, Coded):
        codes = shown if isinstance(shown, list) else [shown]
        labels = code_list(column.parser.list).labels
        return "、".join(labels.get(code, code) for code in codes)
    return units.get(str(shown), str(shown))


def sent_value(column: Column, given: Shown, standing: Any) -> Shown:
    """What was typed over a masked text, with what the masks hide put back."""
    if isinstance(given, str) and isinstance(column.parser, Text) and standing:
        return pii.unmask_text(given, str(standing))
    return given


def form_field(column: Column, value: Any, user: User, subject: str) -> forms.Field:
    """The field of one column; ``value`` stays among its choices, whatever it is."""
    more: dict[str, Any] = {"label": column.label, "required": column.required}
    parser = column.parser
    if isinstance(parser, ManyCoded):
        choices = _choices(parser, value or ())
        widget = forms.CheckboxSelectMultiple
        return _Ticked(choices=choices, widget=widget, **more)
    if isinstance(parser, Coded):
        choices = [_NOTHING, *_choices(parser, (value,))]
        return _Chosen(choices=choices, **more)
    if isinstance(parser, YesNo):
        answers = [_NOTHING, ("是", str(_("Yes"))), ("否", str(_("No")))]
        return _Chosen(choices=answers, **more)
    if isinstance(parser, UnitName):
        units = [_NOTHING, *_units(column, value, user, subject)]
        return _Chosen(choices=units, **more)
    if isinstance(parser, RecordName) and (names := _names(parser, value, user)):
        return _Chosen(choices=[_NOTHING, *names], **more)
    return _typed(column, more)


def _names(parser: RecordName, value: Any, user: User) -> list[tuple[str, str]]:
    """One of a list that is short enough; several are typed."""
    if isinstance(parser, RecordNames):
        return []
    names = dict.fromkeys(parser.offered(user))
    if value:
        names.setdefault(str(value))
    return [(name, name) for name in names]


def _typed(column: Column, more: dict[str, Any]) -> forms.CharField:
    parser = column.parser
    if isinstance(parser, Day):
        widget: forms.Widget = forms.DateInput(attrs={"type": "date"})
    elif isinstance(parser, Text) and parser.limit > 2 * _LINE:
        widget = forms.Textarea(attrs={"rows": 3})
    else:
        widget = forms.TextInput(attrs=_input_mode(parser))
    if column.mask:
        more["help_text"] = _("Shown masked; leave it so, and it stays as it is.")
    elif isinstance(parser, RecordNames):
        more["help_text"] = _("Several are divided by 、.")
    elif isinstance(parser, Approximate):
        more["help_text"] = _("A rounded number may be written like 600余.")
    limit = parser.limit if isinstance(parser, Text) else 200
    return _Typed(widget=widget, max_length=limit, **more)


def _input_mode(parser: object) -> dict[str, str]:
    if isinstance(parser, Money):
        return {"inputmode": "decimal"}
    return {"inputmode": "numeric"} if isinstance(parser, Whole) else {}


def _choices(parser: Coded, values: Any) -> list[tuple[str, str]]:
    labels = dict(code_list(parser.list).labels)
    for value in values:
        if value:
            labels.setdefault(value, value)
    return list(labels.items())


def _units(
    column: Column, value: Any, user: User, subject: str
) -> list[tuple[str, str]]:
    """The record's own unit is chosen among those whose records the asker sees, any
    other among all of the institution."""
    found = Unit.objects.visible_to(user).order_by("code")
    if column.field == "unit" and subject and not user.scope.sees_all(subject):
        wide = user.scope.widths.get(subject) is Width.BELOW
        own = user.scope.below if wide else frozenset({user.scope.unit_id or 0})
        found = found.filter(pk__in=own)
    units = {unit.code: unit.name for unit in found}
    if isinstance(value, Unit):
        units.setdefault(value.code, value.name)
    return list(units.items())
