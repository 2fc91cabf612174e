"""Take an import back as a whole."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.commands import CommandRefused, acting_user, add_actor
from consumer_protection.core.ledgers.taking_back import CannotTakeBack, take_back
from consumer_protection.core.models import ImportBatch


class Command(BaseCommand):
    help = "Take an import back, while none of its records was changed since."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int)
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor = acting_user(options)
        batch = ImportBatch.objects.filter(pk=options["number"]).first()
        if batch is None or not actor.scope.allows("ledgers.import"):
            raise CommandRefused(_("No such import."))
        try:
            count = take_back(batch, actor=actor, at=timezone.now())
        except CannotTakeBack as error:
            raise CommandRefused(str(error)) from error
        self.stdout.write(_("Taken back: %(count)d rows.") % {"count": count})
