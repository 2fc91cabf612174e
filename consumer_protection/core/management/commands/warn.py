"""python manage.py warn [--json] [--as-of DAY]"""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import warning
from consumer_protection.core.commands import CommandRefused, PlainCommand


class Command(PlainCommand):
    help = "Warns of due dates, as the hourly task does; safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--as-of", default="", metavar="DAY")

    def handle(self, *args: Any, **options: Any) -> None:
        at = _moment(options["as_of"])
        told = warning.warn(at=at)
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "as_of": timezone.localtime(at).isoformat(),
                        "made": told.made.total(),
                        "by_step": dict(sorted(told.made.items())),
                        "put_away": told.put_away,
                    },
                    ensure_ascii=False,
                )
            )
            return
        self.stdout.write(
            _("Warnings made: %(made)d; put away: %(gone)d")
            % {"made": told.made.total(), "gone": told.put_away}
        )


def _moment(text: str) -> datetime:
    """A day, or a day and a time, of this time zone; now where nothing is said. A day
    alone is its beginning."""
    if not text:
        return timezone.now()
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        message = _("No day: %s. Write it like 2025-03-31.")
        raise CommandRefused(message % text, 2) from error
    if timezone.is_naive(found):
        found = timezone.make_aware(found)
    if found > timezone.now():
        raise CommandRefused(_("A day to come cannot be warned of yet: %s") % text, 2)
    return found
