"""Check the wording of a file; for whoever has the machine."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation

from consumer_protection.core.codes import code_list, label
from consumer_protection.core.documents.text_refusals import TextRefused
from consumer_protection.core.documents.texts import read_text
from consumer_protection.core.models import Unit
from reviews.wording.checking import Result
from reviews.wording_actions import checks
from reviews.wording_states import KINDS, SEVERITIES


class Command(BaseCommand):
    help = (
        "Checks the wording of a .docx, .xlsx, .pdf or .txt file by today's rules. "
        "Exit 0: nothing blocks, 1: something does, 2: the file cannot be read."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", choices=list(KINDS), default="")
        parser.add_argument("--medium", default="")
        parser.add_argument("--unit", default="", help="code of the institution")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(settings.LANGUAGE_CODE):
            sys.exit(self._check(options))

    def _check(self, options: dict[str, Any]) -> int:
        media = code_list("marketing_medium").labels
        if options["medium"] and options["medium"] not in media:
            self.stderr.write(f"--medium: {', '.join(media)}")
            return 2
        path: Path = options["file"]
        try:
            text = checks.clean(read_text(path, path.name))
        except TextRefused as refused:
            self.stderr.write(refused.message)
            return 2
        unit = _institution(options["unit"])
        found = checks.found_in(text, unit, options["kind"], options["medium"])
        if options["json"]:
            told = json.dumps(found.as_json(), ensure_ascii=False, indent=1)
            self.stdout.write(told)
        else:
            self.stdout.write("\n".join(_lines(found)))
        return 1 if found.blocks else 0


def _institution(code: str) -> Unit | None:
    """The one there is, where nobody says which."""
    roots = Unit.objects.filter(parent=None)
    if code:
        return roots.filter(code=code).first()
    return roots.first() if roots.count() == 1 else None


def _lines(found: Result) -> list[str]:
    lines = [
        f"{SEVERITIES[hit.severity]}  {hit.start}-{hit.end}  {hit.text!r}  "
        f"{label('wording_class', hit.wording_class)}  {hit.reason}  {hit.law}"
        for hit in found.hits
    ]
    lines += [
        f"{label('wording_class', 'missing_element')}  {one.title}  {one.reason}  {one.law}"
        for one in found.omissions
    ]
    return lines or ["—"]
