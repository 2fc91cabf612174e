"""What an institution decided once about headers and values, for its next file."""

from collections.abc import Mapping
from typing import Any

from consumer_protection.core.codes import fold
from consumer_protection.core.ledgers.declaration import Ledger
from consumer_protection.core.ledgers.presets import preset_of
from consumer_protection.core.ledgers.rows import Choices
from consumer_protection.core.models import RememberedChoice, Unit


def memory(kind: str, preset: str) -> str:
    """Where decisions are kept: those about another system's files stay with it."""
    return f"{kind}:{preset}" if preset else kind


def remember(root: Unit | None, own: Ledger, choices: Mapping[str, Any]) -> None:
    """Keep the decisions; a later one about the same words replaces the earlier."""
    if root is None:
        return
    told = {("", text): target for text, target in choices.get("headers", {}).items()}
    for field, values in choices.get("values", {}).items():
        told |= {(field, text): target for text, target in values.items()}
    for (field, text), target in told.items():
        RememberedChoice.objects.update_or_create(
            root=root,
            kind=memory(own.kind, choices.get("preset", "")),
            field=field,
            text=text[:200],
            defaults={"target": target},
        )


def choices_of(root: Unit | None, own: Ledger, choices: Mapping[str, Any]) -> Choices:
    """What was remembered, then what was decided for this file; fields and columns
    that are no more are passed over."""
    headers: dict[str, str] = {}
    renames: dict[tuple[str, str], str] = {}
    preset = choices.get("preset", "")
    kept = memory(own.kind, preset)
    for one in RememberedChoice.objects.filter(root=root, kind=kept):
        if one.field:
            renames[one.field, fold(one.text)] = one.target
        else:
            headers[one.text] = one.target
    headers |= choices.get("headers", {})
    for field, values in choices.get("values", {}).items():
        renames |= {(field, fold(text)): code for text, code in values.items()}
    fields = {column.field for column in own.columns}
    return Choices(
        maps={text: name for text, name in headers.items() if name in fields},
        ignored=[text for text, name in headers.items() if not name],
        renames={key: code for key, code in renames.items() if key[0] in fields},
        sheet=choices.get("sheet", ""),
        preset=preset_of(own.presets, preset),
    )
