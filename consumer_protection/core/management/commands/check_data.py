"""python manage.py check_data [--json] [--period P]"""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.commands import (
    CommandRefused,
    PlainCommand,
    acting_user,
    add_actor,
)
from consumer_protection.core.models import User
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period
from consumer_protection.core.quality_list import Line, lines, names


class Command(PlainCommand):
    help = "Lists what is contradictory, missing or doubtful in the data; 1 if wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--period", default="", metavar="P")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        asker, period = acting_user(options), _period(options["period"])
        found = lines(asker, timezone.now(), period)
        if options["json"]:
            self._tell_program(found, asker, period)
        else:
            self._tell_people(found, asker, period)
        if any(line.is_error for line in found):
            sys.exit(1)

    def _tell_program(
        self, found: list[Line], asker: User, period: Period | None
    ) -> None:
        told: dict[str, list[dict[str, object]]] = {"errors": [], "warnings": []}
        for line in found:
            told[f"{line.severity}s"].append(
                {
                    "code": line.code,
                    "severity": line.severity,
                    "label": str(line.label),
                    "count": line.count,
                    "records": names(line, asker, period, every=True),
                }
            )
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))

    def _tell_people(
        self, found: list[Line], asker: User, period: Period | None
    ) -> None:
        for severity, title in (("error", _("Errors")), ("warning", _("Warnings"))):
            own = [line for line in found if line.severity == severity]
            self.stdout.write(f"{title}: {len(own)}")
            for line in own:
                first = names(line, asker, period)
                more = "……" if line.count > len(first) else ""
                self.stdout.write(f"  {line.label}: {line.count} [{line.code}]")
                apart = "\n    " if line.remarks else "、"
                self.stdout.write(f"    {apart.join(first)}{more}")


def _period(text: str) -> Period | None:
    if not text:
        return None
    try:
        return parse_period(text, as_of=timezone.localdate())
    except UnknownPeriod as error:
        raise CommandRefused(str(error), 2) from error
