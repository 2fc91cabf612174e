"""One step of ``bench``, inside the folder that it throws away."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from consumer_protection.core import preparation
from reporting import demonstration
from reporting.benchmarks import floors, lists
from reporting.benchmarks.folder import is_throw_away


class Command(BaseCommand):
    help = "A step of bench; refused anywhere but in the folder bench throws away."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = ("prepare", "read_and_copy", "read_and_fetch", "fill", "lists")
        parser.add_argument("step", choices=steps)
        parser.add_argument("--file", type=Path)
        parser.add_argument("--count", type=int, default=0)

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_throw_away(settings.DATA_DIR):
            sys.exit("This step is for the folder that bench makes: run ./dev bench.")
        told = getattr(self, f"_{options['step']}")(options)
        self.stdout.write(json.dumps(told))

    def _prepare(self, options: dict[str, Any]) -> None:
        demonstration.mark(settings.DATA_DIR)
        preparation.prepare(settings.DATA_DIR)
        demonstration.load(say=lambda line: None, clock=timezone.now)
        demonstration.add_people(settings.DATA_DIR, clock=timezone.now)

    def _read_and_copy(self, options: dict[str, Any]) -> dict[str, float]:
        return {"ms": floors.read_and_copy(options["file"])}

    def _read_and_fetch(self, options: dict[str, Any]) -> dict[str, float]:
        return {"ms": floors.read_and_fetch(options["file"])}

    def _fill(self, options: dict[str, Any]) -> None:
        lists.fill(options["count"])

    def _lists(self, options: dict[str, Any]) -> list[dict[str, object]]:
        return [one.as_json() for one in lists.lists()]
