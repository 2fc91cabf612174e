"""What every installation begins with: code lists, working days, limits, the
system account. Run by migrations, again and again: only what is missing is added,
so that what the institution changed stays."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


def add_codes(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("core", "Code")
    known = set(model.objects.values_list("list_name", "code"))
    rows = enumerate(_rows("codes.csv"))
    model.objects.bulk_create(
        model(
            list_name=row["list"],
            code=row["code"],
            label_zh=row["label_zh"],
            label_en=row["label_en"],
            parent=row["parent"],
            aliases=[name for name in row["aliases"].split("|") if name],
            valid_to=row["valid_to"] or None,
            sort=sort,
        )
        for sort, row in rows
        if (row["list"], row["code"]) not in known
    )


def add_workdays(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("core", "Workday")
    model.objects.bulk_create(
        (
            model(day=row["day"], is_working=row["is_working"] == "1", name=row["name"])
            for row in _rows("workdays.csv")
        ),
        ignore_conflicts=True,
    )


def add_time_limits(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("core", "TimeLimit")
    model.objects.bulk_create(
        (
            model(
                code=row["code"],
                days=int(row["days"]),
                is_working_days=row["is_working_days"] == "1",
                law=row["law"],
                valid_from=row["valid_from"],
                valid_to=row["valid_to"] or None,
            )
            for row in _rows("time_limits.csv")
        ),
        ignore_conflicts=True,
    )


def add_thresholds(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("core", "Threshold")
    model.objects.bulk_create(
        (
            model(**row | {"valid_to": row["valid_to"] or None})
            for row in _rows("thresholds.csv")
        ),
        ignore_conflicts=True,
    )


def add_warning_steps(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("core", "WarningStep")
    model.objects.bulk_create(
        (
            model(
                **row
                | {
                    "whom": [one for one in row["whom"].split("|") if one],
                    "is_urgent": row["is_urgent"] == "1",
                    "valid_to": row["valid_to"] or None,
                }
            )
            for row in _rows("warning_steps.csv")
        ),
        ignore_conflicts=True,
    )


def add_system_account(apps: Any, schema_editor: Any) -> None:
    model = apps.get_model("core", "User")
    model.objects.get_or_create(
        staff_number="system",
        defaults={"name": "系统", "is_system": True, "password": "!"},
    )


def keep(apps: Any, schema_editor: Any) -> None:
    """Going back removes nothing: the rows may have been changed since."""


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
