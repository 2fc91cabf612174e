"""One step of ``fault``, inside the folder that it throws away."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from consumer_protection.core import preparation, trail
from consumer_protection.core.models import User
from education.management import exam_trial
from reporting import demonstration
from reporting.benchmarks.folder import is_throw_away


class Command(BaseCommand):
    help = "A step of fault; refused anywhere but in the folder fault throws away."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("step", choices=("prepare", "compare", "spoil"))
        parser.add_argument("--file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_throw_away(settings.DATA_DIR):
            sys.exit("This step is for the folder that fault makes: run ./dev fault.")
        if options["step"] == "prepare":
            demonstration.mark(settings.DATA_DIR)
            preparation.prepare(settings.DATA_DIR)
            demonstration.load(say=lambda line: None, clock=timezone.now)
            self.stdout.write(json.dumps(exam_trial.prepare()))
            return
        kept = json.loads(options["file"].read_text(encoding="utf-8"))
        if options["step"] == "spoil":
            with transaction.atomic():
                trail.acting_as(User.objects.system())
                exam_trial.spoil(kept)
        self.stdout.write(json.dumps(exam_trial.compare(kept)))
