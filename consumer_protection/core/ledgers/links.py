"""Cells that name other records: a product by its name, reviews by their numbers."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError, Setting
from consumer_protection.core.ledgers.parsers import Text
from consumer_protection.core.models import User

_APART = re.compile(r"[、，,;；\n]+")
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class RecordName(Text):
    """The ``by`` of a record of ``noun`` that the writer sees; the value is the name."""

    noun: str = ""
    by: str = "name"

    def read(self, cell: Cell, setting: Setting) -> str:
        return self.known(Text.read(self, cell, setting), setting)

    def known(self, name: str, setting: Setting) -> str:
        """The name, or CellError where there is no such record."""
        if setting.actor is None:
            raise LookupError("actor")
        found = self._seen(setting.actor).filter(root=setting.root)
        if found.filter(**{self.by: name}).exists():
            return name
        near = get_close_matches(name, self._names(found), 3, 0.3)
        advice = _("There is no such record.")
        if near:
            advice = _("Not in the list. Nearest: %(near)s") % {"near": "、".join(near)}
        raise CellError("record.unknown", advice)

    def offered(self, user: User) -> list[str]:
        """The names to choose from in a form; more than a list can show are none."""
        names = self._names(self._seen(user))
        return names if len(names) < _SHOWN else []

    def _names(self, records: "QuerySet[Any]") -> list[str]:
        return list(records.order_by(self.by).values_list(self.by, flat=True)[:_SHOWN])

    def _seen(self, user: User) -> "QuerySet[Any]":
        noun: Any = apps.get_model(self.noun)
        seen: QuerySet[Any] = noun._default_manager.visible_to(user)
        return seen

    def linked(self, record: Any, name: str) -> str:
        """What the field ``name`` of a record names."""
        other = getattr(record, name)
        return str(getattr(other, self.by)) if other is not None else ""


@dataclass(frozen=True, slots=True)
class RecordNames(RecordName):
    """Several of them in one cell."""

    def read(self, cell: Cell, setting: Setting) -> str:
        parts = (one.strip() for one in _APART.split(Text.read(self, cell, setting)))
        found = [self.known(one, setting) for one in parts if one]
        return "、".join(sorted(dict.fromkeys(found)))

    def linked(self, record: Any, name: str) -> str:
        return "、".join(
            sorted(getattr(one, self.by) for one in getattr(record, name).all())
        )
