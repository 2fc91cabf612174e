"""Serve the site: web, worker and scheduler, until Ctrl+C."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from consumer_protection.core import embedded, first_run, preparation, processes


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
                lines += self._setup_lines()
                processes.run(
                    settings.DATA_DIR, settings.PORT, say=self.stdout.write, lines=lines
                )
        except (
            embedded.AlreadyServing,
            processes.PortTaken,
            preparation.NotPrepared,
        ) as error:
            sys.exit(str(error))

    def _setup_lines(self) -> list[str]:
        """While nobody can administer anything, a fresh code to begin with."""
        try:
            code = first_run.make_code(at=timezone.now())
        except first_run.AlreadySetUp:
            return []
        finally:
            connection.close()
        address = f"{settings.PUBLIC_URL}/setup/"
        return [
            f"Nobody administers this installation yet: open {address}",
            f"One-time code: {code}",
        ]
