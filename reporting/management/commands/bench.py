"""Measure what people wait for, in a folder of its own; informs, never judges."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from consumer_protection.core.embedded import NotStarted
from reporting.benchmarks import commands
from reporting.benchmarks.folder import BenchRunning, Folder, thrown_away
from reporting.benchmarks.measures import Measure, keep, table
from reporting.benchmarks.processes import CommandFailed
from reporting.benchmarks.wording import wording

PARTS = ("import", "report", "list", "wording", "serve")


class Command(BaseCommand):
    help = "Measures import, report, list page and start; writes DATA_DIR/bench.json."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only", choices=PARTS, metavar="|".join(PARTS), action="append"
        )
        parser.add_argument("--rows", type=int, default=10_000)
        parser.add_argument("--list-rows", type=int, default=100_000)
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with thrown_away(settings.DATA_DIR) as folder:
                measures = list(self._measures(folder, options))
        except (BenchRunning, CommandFailed, NotStarted) as error:
            sys.exit(str(error))
        text = keep(measures, settings.DATA_DIR / "bench.json")
        lines = [text] if options["json"] else table(measures)
        self.stdout.write("\n".join(lines))

    def _measures(self, folder: Folder, options: dict[str, Any]) -> Iterator[Measure]:
        wanted = set(options["only"] or PARTS)
        with folder.served():
            self._say("Setting up a folder to measure in")
            folder.run("bench_part", "prepare")
            if "report" in wanted:
                self._say("Building the report of the demonstration's year")
                yield commands.demo_report(folder)
            if wanted & {"import", "report"}:
                self._say(f"Importing {options['rows']:,} complaints")
                found = commands.imports(folder, options["rows"])
                yield from found if "import" in wanted else ()
            if "report" in wanted:
                self._say("Building the report of that year")
                yield commands.large_report(folder)
            if "list" in wanted:
                yield from self._lists(folder, options["list_rows"])
            if "wording" in wanted:
                self._say("Checking the wording of texts and of a contract")
                yield from wording(folder)
        if "serve" in wanted:
            self._say("Starting the site")
            yield commands.serve_start(folder)

    def _lists(self, folder: Folder, count: int) -> Iterator[Measure]:
        self._say(f"Filling the list up to {count:,} complaints")
        folder.run("bench_part", "fill", "--count", str(count), role="owner")
        self._say("Asking for the list")
        for row in json.loads(folder.run("bench_part", "lists").output):
            row.pop("ratio")
            yield Measure(**row)

    def _say(self, line: str) -> None:
        self.stderr.write(line)
