"""Comparing a file's rows with what stands: new, known, changed, in conflict."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from consumer_protection.core import pii
from consumer_protection.core.ledgers.declaration import Ledger, Problem, Setting
from consumer_protection.core.ledgers.rows import Row
from consumer_protection.core.models import ImportedRow, Unit

_PLACE = "core_importedrow"


@dataclass(slots=True)
class Comparison:
    """A row beside its record (None: new); ``changes``: field → (old, new)."""

    row: Row
    record: Any | None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def outcome(self) -> str:
        if self.record is None:
            return "taken"
        return "changed" if self.changes else "known"


def compare(rows: Sequence[Row], ledger: Ledger, setting: Setting) -> list[Comparison]:
    """Compare three ways: what the last import brought, what stands, what comes.

    A value that came like this before is left alone, whatever was done to it since;
    a new value over one edited since is a conflict, an error of the row.
    """
    records = ledger.find_each([row.values for row in rows], setting)
    found = list(map(Comparison, rows, records))
    known = [one.record.pk for one in found if one.record is not None]
    brought = last_brought(ledger, known)
    for one in found:
        if one.record is not None:
            _compare_one(one, ledger, brought.get(one.record.pk, {}))
    return found


def _compare_one(one: Comparison, ledger: Ledger, base: Mapping[str, str]) -> None:
    standing = ledger.read(one.record)
    for name, new in one.row.values.items():
        old = standing.get(name)
        came, stands = plain(new), plain(old)
        if came == stands or name not in standing or base.get(name) == came:
            continue
        if name in base and base[name] != stands:
            one.row.problems.append(_conflict(name))
        else:
            one.changes[name] = (old, new)
    if one.changes and ledger.is_locked(one.record):
        advice = _("This record is locked: its period has been filed.")
        one.row.problems.append(Problem("record.locked", advice))


def _conflict(name: str) -> Problem:
    advice = _("Edited in the system since it was imported: decide there.")
    return Problem("value.conflict", advice, name)


def plain(value: Any) -> str:
    """A value as text, equal for equal values whatever their type; empty is empty."""
    if value is None or value == ():
        return ""
    if isinstance(value, Unit):
        return value.code
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return "、".join(map(plain, value))
    return str(value)


def seal_values(values: Mapping[str, Any], batch_id: int) -> bytes:
    """A row's values encrypted, since a ledger row holds personal data."""
    text = json.dumps({name: plain(value) for name, value in values.items()})
    return pii.seal(text, place=_PLACE, uid=UUID(int=batch_id))


def unseal_values(stored: bytes | memoryview, batch_id: int) -> dict[str, str]:
    opened = pii.unseal(bytes(stored), place=_PLACE, uid=UUID(int=batch_id))
    values: dict[str, str] = json.loads(opened)
    return values


def last_brought(ledger: Ledger, record_ids: list[int]) -> dict[int, dict[str, str]]:
    """What imports not taken back brought for these records, the last one winning."""
    rows = ImportedRow.objects.filter(
        batch__kind=ledger.kind, batch__taken_back_at=None, record_id__in=record_ids
    )
    found: dict[int, dict[str, str]] = {}
    for row in rows.order_by("pk").iterator(chunk_size=500):
        values = unseal_values(row.sealed, row.batch_id)
        found.setdefault(row.record_id, {}).update(values)
    return found
