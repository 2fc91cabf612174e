"""Serve the site: web, worker and scheduler, until Ctrl+C."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from consumer_protection.core import embedded, preparation, processes


class Command(BaseCommand):
    help = "Serves the site with its worker and scheduler on 127.0.0.1:$PORT."
    # The first step, migrate, makes the checks.
    requires_system_checks = []

    def handle(self, *args: object, **options: object) -> None:
        lines = [f"The site is served at {settings.PUBLIC_URL} (Ctrl+C stops it)."]
        try:
            with embedded.serving(settings.DATA_DIR):
                processes.check_port(settings.PORT)
                preparation.prepare(settings.DATA_DIR)
                processes.run(
                    settings.DATA_DIR, settings.PORT, say=self.stdout.write, lines=lines
                )
        except (
            embedded.AlreadyServing,
            processes.PortTaken,
            preparation.NotPrepared,
        ) as error:
            sys.exit(str(error))
