"""The demonstration: load a year, build its report, serve the site."""

import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from consumer_protection.core import embedded, preparation, processes
from reporting import demonstration


class Command(BaseCommand):
    help = (
        "Loads the demo institution and its year, builds the report, serves the site."
    )
    # The first step, migrate, makes the checks.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with embedded.serving(settings.DATA_DIR):
                self._run()
        except (
            embedded.AlreadyServing,
            processes.PortTaken,
            preparation.NotPrepared,
            demonstration.DemonstrationFailed,
        ) as error:
            sys.exit(str(error))

    def _run(self) -> None:
        data_dir = settings.DATA_DIR
        processes.check_port(settings.PORT)
        demonstration.mark(data_dir)
        preparation.prepare(data_dir)
        demonstration.load(say=self.stdout.write, clock=timezone.now)
        kept = demonstration.add_people(data_dir, clock=timezone.now)
        demonstration.build_report(data_dir, say=self.stdout.write, clock=timezone.now)
        accounts = kept.read_text(encoding="utf-8").splitlines()
        lines = [
            f"The site is served at {settings.PUBLIC_URL} (Ctrl+C stops it).",
            f"Sign-in names and passwords (also in {kept}):",
            *(f"  {line}" for line in accounts),
        ]
        processes.run(data_dir, settings.PORT, say=self.stdout.write, lines=lines)
