"""Write docs/ledgers.md: every ledger, its fields, headers and the values taken."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from consumer_protection.core.ledgers.declaration import Column, Ledger, ledger

_HEAD = """# Ledgers

Made by `manage.py describe_ledgers docs/ledgers.md`. A header may be any of those
named, in any order; a star marks what must be filled in. A code may be written as
identifier, label, or a name people use.
"""


class Command(BaseCommand):
    help = "Write the description of all ledgers to a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        parts = [_HEAD, *(_described(ledger(kind)) for kind in settings.LEDGERS)]
        options["file"].write_text("\n".join(parts), encoding="utf-8")


def _described(one: Ledger) -> str:
    lines = [f"## {one.kind}", "", "| field | headers | values |", "|---|---|---|"]
    return "\n".join([*lines, *map(_row, one.columns), ""])


def _row(column: Column) -> str:
    star = "*" if column.required else ""
    values = " · ".join(column.parser.choices())
    return f"| {column.field}{star} | {' · '.join(column.headers)} | {values} |"
