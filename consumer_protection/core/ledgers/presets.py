"""Files of other systems: which of their columns and values mean what, as data."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from consumer_protection.core.codes import fold


class UnknownPreset(LookupError):
    """No preset of this name; the message names those there are."""


@dataclass(frozen=True, slots=True)
class Preset:
    """``columns``: field → headers, the best first: each row takes the first of them
    that holds something; ``left_out``: headers that are not wanted; ``values``: field
    → as written (folded) → code; ``sets``: field → code for every row, whatever the file says."""

    name: str
    label: str
    columns: Mapping[str, Sequence[str]]
    left_out: Sequence[str]
    values: Mapping[str, Mapping[str, str]]
    sets: Mapping[str, str]


def load_presets(path: Path) -> tuple[Preset, ...]:
    told = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_preset(name, one) for name, one in told.items())


def _preset(name: str, told: Mapping[str, Any]) -> Preset:
    values = {
        field: {fold(text): code for text, code in known.items()}
        for field, known in told["values"].items()
    }
    return Preset(name=name, **{**told, "values": values})


def preset_of(presets: Sequence[Preset], name: str) -> Preset | None:
    """The one of this name; without a name none. Raises UnknownPreset."""
    if not name:
        return None
    for one in presets:
        if one.name == name:
            return one
    raise UnknownPreset("、".join(one.name for one in presets) or "—")
