"""The fields of a ledger, for people and programs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core.commands import CommandRefused, PlainCommand
from consumer_protection.core.ledgers.declaration import (
    Column,
    UnknownLedger,
    ledger,
)
from consumer_protection.core.ledgers.versions import ledger_template


class Command(PlainCommand):
    help = (
        "Print the fields of a ledger: name, headers, whether required, values taken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--template", type=Path, metavar="OUT.xlsx")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            own = ledger(options["kind"])
        except UnknownLedger as error:
            raise CommandRefused(_("No such ledger. There are: %s") % error) from error
        if options["template"]:
            options["template"].write_bytes(ledger_template(own))
            return
        described = [_described(column) for column in own.columns]
        if options["json"]:
            self.stdout.write(json.dumps(described, ensure_ascii=False))
            return
        for one in described:
            star = "*" if one["required"] else " "
            headers = " ".join(one["headers"])
            values = f" [{'|'.join(one['values'])}]" if one["values"] else ""
            self.stdout.write(f"{star} {one['name']}: {headers}{values}")


def _described(column: Column) -> dict[str, Any]:
    return {
        "name": column.field,
        "headers": list(column.headers),
        "required": column.required,
        "values": list(column.parser.choices()),
    }
