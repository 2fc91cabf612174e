"""Print a fresh one-time code for the first run."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import first_run
from consumer_protection.core.commands import CommandRefused, PlainCommand


class Command(PlainCommand):
    help = "Print a one-time code that opens the first run; the old one is void."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = first_run.make_code(at=timezone.now())
        except first_run.AlreadySetUp as error:
            raise CommandRefused(str(error)) from error
        words = {"address": f"{settings.PUBLIC_URL}/setup/", "code": code}
        message = _("Open %(address)s and give this code (valid for 7 days): %(code)s")
        self.stdout.write(message % words)
