"""Recompute the trail's chains, seals and anchors."""

from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core import seals, trail
from consumer_protection.core.commands import CommandRefused, PlainCommand
from consumer_protection.core.models import TrailEntry


class Command(PlainCommand):
    help = "Recompute the trail; exit 1 names the first broken place."

    def handle(self, *args: Any, **options: Any) -> None:
        for broken in (*trail.broken_entries(), *seals.broken_seals()):
            raise CommandRefused(_("The trail is broken: %s") % broken)
        self.stdout.write(
            _("The trail is whole: %d entries.") % TrailEntry.objects.count()
        )
