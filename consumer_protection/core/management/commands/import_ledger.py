"""Import one ledger: every row, or none."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.codes import fold
from consumer_protection.core.commands import (
    CommandRefused,
    PlainCommand,
    acting_user,
    add_actor,
)
from consumer_protection.core.documents.sheets import FileRefused
from consumer_protection.core.ledgers import presenting
from consumer_protection.core.ledgers.declaration import Ledger, UnknownLedger, ledger
from consumer_protection.core.ledgers.importing import Order, Outcome, import_ledger
from consumer_protection.core.ledgers.presets import (
    Preset,
    UnknownPreset,
    preset_of,
)
from consumer_protection.core.ledgers.rows import Choices, LedgerRefused

_SHOWN = 200


class Command(PlainCommand):
    help = "Import one ledger in one transaction: all rows are taken, or nothing is written."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind")
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--map", action="append", default=[], metavar="表头=field")
        parser.add_argument("--ignore", action="append", default=[], metavar="表头")
        parser.add_argument(
            "--value", action="append", default=[], metavar="field:旧值=code"
        )
        parser.add_argument("--sheet", default="")
        parser.add_argument("--preset", default="", metavar="NAME")
        parser.add_argument("--update", action="store_true")
        parser.add_argument("--errors", type=Path, metavar="OUT.xlsx")
        parser.add_argument("--json", action="store_true")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            kind = ledger(options["kind"])
            outcome = import_ledger(kind, self._order(kind, options))
        except UnknownLedger as error:
            raise CommandRefused(
                _("No such ledger. There are: %s") % error, 2
            ) from error
        except FileRefused as error:
            raise CommandRefused(error.message, 2) from error
        except LedgerRefused as error:
            raise CommandRefused(str(error), 2) from error
        if options["errors"] and outcome.wrong:
            marked = presenting.marked_workbook(options["file"], outcome, kind)
            options["errors"].write_bytes(marked)
        self._print(outcome, kind, options)
        if outcome.wrong:
            raise SystemExit(1)

    def _order(self, kind: Ledger, options: dict[str, Any]) -> Order:
        fields = {column.field for column in kind.columns}
        maps = dict(_pair(text) for text in options["map"])
        for name in maps.values():
            if name not in fields:
                raise CommandRefused(_("No such field: %s") % name, 2)
        actor = acting_user(options)
        if not actor.scope.allows(kind.may):
            raise CommandRefused(_("Your role does not allow this step."), 2)
        return Order(
            path=options["file"],
            actor=actor,
            at=timezone.now(),
            choices=Choices(
                maps,
                options["ignore"],
                _renames(options["value"]),
                options["sheet"],
                _preset(kind, options["preset"]),
            ),
            update=options["update"],
            dry_run=options["dry_run"],
        )

    def _print(self, outcome: Outcome, kind: Ledger, options: dict[str, Any]) -> None:
        if options["json"]:
            told = presenting.as_json(outcome, kind)
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for number, line in enumerate(presenting.fault_lines(outcome, kind)):
            if number == _SHOWN:
                self.stdout.write("…")
                break
            self.stdout.write(line)
        for line in presenting.change_lines(outcome, kind):
            self.stdout.write(line)
        self.stdout.write(_summary(outcome, options))


def _summary(outcome: Outcome, options: dict[str, Any]) -> str:
    counts = _(
        "taken %(taken)d, known %(known)d, changed %(changed)d, wrong rows %(wrong)d"
    ) % {
        "taken": outcome.count("taken"),
        "known": outcome.count("known"),
        "changed": outcome.count("changed"),
        "wrong": len(outcome.wrong),
    }
    if outcome.wrong:
        return f"{counts} · " + _("Nothing was written.")
    if options["dry_run"]:
        return f"{counts} · " + _("Only tried: nothing was written.")
    if outcome.count("changed") and not options["update"]:
        return f"{counts} · " + _(
            "Changed rows are left as they stand; --update takes them."
        )
    if outcome.batch is None:
        return f"{counts} · " + _("Nothing new: nothing was written.")
    return f"{counts} · " + _("Import number %d.") % outcome.batch.pk


def _preset(kind: Ledger, name: str) -> Preset | None:
    try:
        return preset_of(kind.presets, name)
    except UnknownPreset as error:
        message = _("No such preset. There are: %s") % error
        raise CommandRefused(message, 2) from error


def _pair(text: str) -> tuple[str, str]:
    left, found, right = text.rpartition("=")
    if not found or not left or not right:
        raise CommandRefused(_("Write it as name=value: %s") % text, 2)
    return left, right


def _renames(values: list[str]) -> dict[tuple[str, str], str]:
    renames = {}
    for text in values:
        left, code = _pair(text)
        name, found, old = left.partition(":")
        if not found:
            raise CommandRefused(_("Write it as field:old=code: %s") % text, 2)
        renames[name, fold(old)] = code
    return renames
