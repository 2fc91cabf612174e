"""The form of one record, made of its ledger's columns.

It remembers what it showed, so that only what somebody changed is written, and a
masked value left alone is no change.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from consumer_protection.core.ledgers.declaration import Column, Ledger, Problem
from consumer_protection.core.models import User
from consumer_protection.core.record_fields import (
    Shown,
    form_field,
    in_words,
    sent_value,
    shown_value,
)

VERSION, SEEN = "version", "seen"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field somebody else changed meanwhile: what it was, is, and what was typed
    here, if anything."""

    label: str
    was: str
    now: str
    yours: str


class RecordForm(forms.Form):
    """``standing``: the record's values by field, none for a new one."""

    def __init__(
        self,
        ledger: Ledger,
        user: User,
        data: Any = None,
        *,
        standing: Mapping[str, Any] | None = None,
        version: int = 0,
        typed: Mapping[str, Shown] | None = None,
    ) -> None:
        self.ledger = ledger
        self.standing = standing or {}
        self.columns = _columns(ledger, is_new=standing is None)
        self.shown = {
            name: shown_value(column, self._value(column))
            for name, column in self.columns.items()
        }
        super().__init__(data, initial={**self.shown, **(typed or {})})
        noun: Any = ledger.noun
        subject = str(getattr(noun._default_manager.none(), "subject", ""))
        for name, column in self.columns.items():
            self.fields[name] = form_field(column, self._value(column), user, subject)
        self.version = version
        self.seen_text = json.dumps(self.shown, ensure_ascii=False)

    def _value(self, column: Column) -> Any:
        return self.standing.get(column.field, column.default)

    @property
    def sent_version(self) -> int:
        text = str(self.data.get(VERSION, ""))
        return int(text) if text.isdecimal() and len(text) < 10 else -1

    @property
    def seen(self) -> dict[str, Shown]:
        """What the form showed when it was opened; where that was not sent, what
        stands now."""
        try:
            sent = json.loads(self.data.get(SEEN, ""))
        except (ValueError, RecursionError):
            sent = None
        told = sent if isinstance(sent, dict) else {}
        return {
            name: told[name] if _is_shown(told.get(name)) else shown
            for name, shown in self.shown.items()
        }

    def given(self) -> dict[str, Shown]:
        """Everything that was typed or chosen."""
        return {name: _plain(self.cleaned_data[name]) for name in self.columns}

    def touched(self) -> dict[str, Shown]:
        """What differs from what the form showed."""
        seen = self.seen
        return {
            name: value for name, value in self.given().items() if value != seen[name]
        }

    def changes(self) -> dict[str, Shown]:
        """What to write: masks that were left in an edited text hide what they hid."""
        return {
            name: sent_value(self.columns[name], value, self.standing.get(name))
            for name, value in self.touched().items()
        }

    def tell(self, problems: Sequence[Problem]) -> None:
        """Each problem at its field, else above all."""
        for one in problems:
            advice = one.advice
            if one.code == "value.masked":
                advice = _("Type the whole value, or leave it masked as it was.")
            self.add_error(one.field if one.field in self.fields else None, advice)

    def differences(self, standing: Mapping[str, Any]) -> list[Difference]:
        """What somebody else changed since this form was opened."""
        seen, touched = self.seen, self.touched()
        found = []
        for name, column in self.columns.items():
            now = shown_value(column, standing.get(name))
            if now != seen[name]:
                yours = touched.get(name, "")
                words = [self._words(name, one) for one in (seen[name], now, yours)]
                found.append(Difference(column.label, words[0], words[1], words[2]))
        return found

    def _words(self, name: str, value: Shown) -> str:
        choices = getattr(self.fields[name], "choices", ())
        return in_words(self.columns[name], value, dict(choices))


def _columns(ledger: Ledger, *, is_new: bool) -> dict[str, Column]:
    """A number once given stays, so that it is no field of a record that stands."""
    return {
        column.field: column
        for column in ledger.columns
        if is_new or column.field != "number"
    }


def _is_shown(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str)


def _plain(value: Any) -> Shown:
    if isinstance(value, list):
        return value
    return str(value).replace("\r\n", "\n")
