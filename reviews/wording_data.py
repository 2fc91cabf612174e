"""The rules every installation begins with. Only what is missing is added, so that
what the institution changed stays."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data" / "wording_rules.json"


def shipped_rules() -> list[dict[str, Any]]:
    rules: list[dict[str, Any]] = json.loads(DATA.read_text(encoding="utf-8"))
    return rules


def add_rules(apps: Any, schema_editor: Any) -> None:
    """Run by migrations, again and again; codes that are known are left alone."""
    model = apps.get_model("reviews", "WordingRule")
    known = set(model.objects.values_list("code", flat=True))
    model.objects.bulk_create(
        model(**row) for row in shipped_rules() if row["code"] not in known
    )
