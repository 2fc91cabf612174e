"""Take an import back as a whole."""

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
from consumer_protection.core.ledgers.taking_back import CannotTakeBack, take_back
from consumer_protection.core.models import ImportBatch

_LISTED = 20


class Command(PlainCommand):
    help = (
        "Take an import back, while none of its records was changed since; "
        "without a number, list the imports."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, nargs="?")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = acting_user(options)
        if not actor.scope.allows("ledgers.import"):
            raise CommandRefused(_("Your role does not allow this step."))
        if options["number"] is None:
            self._list()
            return
        batch = ImportBatch.objects.filter(pk=options["number"]).first()
        if batch is None:
            raise CommandRefused(_("No such import."))
        try:
            count = take_back(batch, actor=actor, at=timezone.now())
        except CannotTakeBack as error:
            raise CommandRefused(str(error)) from error
        self.stdout.write(_("Taken back: %(count)d rows.") % {"count": count})

    def _list(self) -> None:
        """The last imports that still stand, newest first."""
        for batch in ImportBatch.objects.filter(taken_back_at=None)[:_LISTED]:
            day = timezone.localtime(batch.imported_at)
            self.stdout.write(
                f"{batch.pk} · {day:%Y-%m-%d %H:%M} · {batch.kind} · {batch.file_name}"
                f" · {batch.taken} + {batch.changed}"
            )
