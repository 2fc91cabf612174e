"""Break what can break while people work, and count what was lost; prints a report."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from consumer_protection.core.embedded import NotStarted
from reporting.benchmarks.folder import BenchRunning, thrown_away
from reporting.benchmarks.processes import CommandFailed
from reporting.faults import exam


class Command(BaseCommand):
    help = "Fault trials in a folder of their own; exit 1 where anything was lost."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seeds", type=int, default=1)

    def handle(self, *args: Any, **options: Any) -> None:
        verdicts = []
        for seed in range(options["seeds"]):
            try:
                with thrown_away(settings.DATA_DIR) as folder:
                    verdicts.append(exam.trial(folder, seed, self.stderr.write))
            except (BenchRunning, CommandFailed, NotStarted) as error:
                sys.exit(str(error))
        self.stdout.write(json.dumps(verdicts, ensure_ascii=False, indent=1))
        if not all(one["passed"] for one in verdicts):
            sys.exit(1)
