"""What the check of an uploaded ledger found, as plain values for its page.

Kept encrypted: a row's fault or change tells of people. Personal values are masked
all the same, since whoever may import need not be who may reveal.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

from consumer_protection.core import files, pii
from consumer_protection.core.ledgers import presenting
from consumer_protection.core.ledgers.comparing import Comparison, plain
from consumer_protection.core.ledgers.declaration import Column, Ledger
from consumer_protection.core.ledgers.importing import Outcome, row_id
from consumer_protection.core.ledgers.parsers import Coded
from consumer_protection.core.ledgers.versions import is_older_template
from consumer_protection.core.models import LedgerUpload

# What one page can show and a person can read; the marked workbook has them all.
MOST_FAULTS = 300
MOST_CHANGES = 500
_PLACE = "core_ledgerupload"


def sealed(upload: LedgerUpload, outcome: Outcome, own: Ledger) -> bytes:
    text = json.dumps(described(outcome, own), ensure_ascii=False)
    return pii.seal(text, place=_PLACE, uid=upload.stored_as)


def opened(upload: LedgerUpload) -> dict[str, Any]:
    """What ``sealed`` kept; call it for a checked upload only."""
    if upload.sealed_result is None:
        raise LookupError(upload.pk)
    stored = bytes(upload.sealed_result)
    found: dict[str, Any] = json.loads(
        pii.unseal(stored, place=_PLACE, uid=upload.stored_as)
    )
    return found


def digest(outcome: Outcome) -> str:
    """Equal for checks that would write the same: every row with what it changes."""
    told = hashlib.sha256()
    for one in outcome.compared:
        changes = {name: list(map(plain, pair)) for name, pair in one.changes.items()}
        line = [row_id(one.row), one.outcome, changes]
        told.update(json.dumps(line, sort_keys=True).encode())
    return told.hexdigest()


def marked(path: Path, outcome: Outcome, own: Ledger) -> UUID | None:
    """The file with its wrong cells marked, kept; nothing where none is wrong."""
    if not outcome.wrong:
        return None
    return files.store(presenting.marked_workbook(path, outcome, own)).stored_as


def merged(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Decisions for one file: the later one about the same words wins."""
    values = {name: dict(known) for name, known in old.get("values", {}).items()}
    for name, known in new.get("values", {}).items():
        values[name] = {**values.get(name, {}), **known}
    return {
        "headers": {**old.get("headers", {}), **new.get("headers", {})},
        "values": values,
        "sheet": new.get("sheet", old.get("sheet", "")),
        "preset": old.get("preset", ""),
    }


def described(outcome: Outcome, own: Ledger) -> dict[str, Any]:
    told = presenting.as_json(outcome, own)
    errors, warnings = _list(told["errors"]), _list(told["warnings"])
    changed = [one for one in outcome.compared if one.outcome == "changed"]
    layouts = outcome.reading.layouts
    return {
        "counts": {
            "taken": outcome.count("taken"),
            "known": outcome.count("known"),
            "changed": len(changed),
            "wrong": len(outcome.wrong),
        },
        "errors": errors[:MOST_FAULTS],
        "error_count": len(errors),
        "warnings": warnings[:MOST_FAULTS],
        "warning_count": len(warnings),
        "changes": [_change(one, own) for one in changed[:MOST_CHANGES]],
        "rest": [row_id(one.row) for one in changed[MOST_CHANGES:]],
        "headers": sorted(
            {
                title
                for layout in layouts.values()
                for title in (*layout.unknown, *layout.doubled)
            }
        ),
        "values": _unknown_values(outcome, own),
        "sheets": sorted(layouts),
        "is_older_template": is_older_template(outcome.titles, own),
    }


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _change(one: Comparison, own: Ledger) -> dict[str, Any]:
    return {
        "id": row_id(one.row),
        "sheet": one.row.sheet,
        "row": one.row.number,
        "name": str(one.record),
        "cells": [
            {
                "label": own.column(name).label,
                "old": _shown(own.column(name), old),
                "new": _shown(own.column(name), new),
            }
            for name, (old, new) in one.changes.items()
        ],
    }


def _shown(column: Column, value: Any) -> str:
    if value in (None, "", ()):
        return ""
    if column.mask:
        return pii.MASKS[column.mask](str(value))
    return pii.mask_text(str(column.parser.write(value)))[:200]


def _unknown_values(outcome: Outcome, own: Ledger) -> list[dict[str, Any]]:
    """Each value no code list knows, with how often it stands there."""
    found: Counter[tuple[str, str]] = Counter()
    for row in outcome.reading.rows:
        for problem in row.problems:
            if problem.code == "code.unknown":
                found[problem.field, row.cells.get(problem.field, "")] += 1
    return [
        {"field": field, "label": own.column(field).label, "value": value, "count": n}
        for (field, value), n in found.most_common(50)
        if type(own.column(field).parser) is Coded
    ]
