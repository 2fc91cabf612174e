"""The fields of a ledger, for people and programs."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core.commands import CommandRefused, PlainCommand
from consumer_protection.core.documents.workbook import TemplateColumn, template
from consumer_protection.core.ledgers.declaration import (
    Column,
    Ledger,
    UnknownLedger,
    ledger,
)


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
            options["template"].write_bytes(_template(own))
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


def _template(own: Ledger) -> bytes:
    """An empty ledger to fill in: starred headers, drop-downs, text columns."""
    columns = [
        TemplateColumn(
            header=column.label,
            required=column.required,
            choices=column.parser.choices(),
            note="、".join(column.headers[1:]),
            is_text=column.mask == "number",
        )
        for column in own.columns
    ]
    return template(columns, title=str(own.label))


def _described(column: Column) -> dict[str, Any]:
    return {
        "name": column.field,
        "headers": list(column.headers),
        "required": column.required,
        "values": list(column.parser.choices()),
    }
