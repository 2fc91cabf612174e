"""Export one ledger: the same columns out."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.commands import (
    CommandRefused,
    PlainCommand,
    acting_user,
    add_actor,
)
from consumer_protection.core.ledgers.declaration import UnknownLedger, ledger
from consumer_protection.core.ledgers.exporting import Export
from consumer_protection.core.models import User
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period


class Command(PlainCommand):
    help = "Export one ledger (.xlsx or .csv); personal data is masked unless a reason is given."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind")
        parser.add_argument("file", type=Path)
        parser.add_argument("--period", default="")
        parser.add_argument("--personal", action="store_true")
        parser.add_argument("--reason", default="")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = acting_user(options)
        if options["personal"] and not options["reason"].strip():
            raise CommandRefused(_("Personal data needs --reason."))
        if options["personal"] and not actor.scope.allows("pii.reveal"):
            raise CommandRefused(_("Your role does not allow this step."))
        export = self._export(options, actor)
        csv = options["file"].suffix.lower() == ".csv"
        content = export.csv() if csv else export.xlsx()
        changes = {
            "kind": options["kind"],
            "rows": export.count,
            "personal": options["personal"],
        }
        trail.record(
            actor,
            "exported",
            actor=actor,
            at=timezone.now(),
            note=options["reason"],
            changes=changes,
        )
        _write(options["file"], content)
        self.stdout.write(_("%(count)d rows written.") % {"count": export.count})

    def _export(self, options: dict[str, Any], actor: User) -> Export:
        try:
            kind = ledger(options["kind"])
            period = _period(options["period"])
        except UnknownLedger as error:
            raise CommandRefused(_("No such ledger. There are: %s") % error) from error
        except UnknownPeriod as error:
            raise CommandRefused(str(error)) from error
        return Export(kind, actor, period, options["personal"])


def _period(code: str) -> Period | None:
    return parse_period(code, as_of=timezone.localdate()) if code else None


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all: a half file must not look like an export."""
    draft = path.with_name(f".{path.name}.part")
    draft.write_bytes(content)
    draft.replace(path)
