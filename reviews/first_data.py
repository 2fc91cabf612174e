"""The checkpoints every installation begins with. Run by migrations, again and again:
only what is missing is added, so that what the institution changed stays."""

import json
from pathlib import Path
from typing import Any

_CHECKPOINTS = Path(__file__).parent / "data" / "checkpoints.json"


def add_checkpoints(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("reviews", "Checkpoint")
    rows = json.loads(_CHECKPOINTS.read_text(encoding="utf-8"))
    model.objects.bulk_create(
        (model(sort=number, **row) for number, row in enumerate(rows, 1)),
        ignore_conflicts=True,
    )


def keep(apps: Any, schema_editor: Any) -> None:
    """Going back removes nothing: the rows may have been changed since."""
