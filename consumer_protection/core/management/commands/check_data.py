"""List what records lack or contradict."""

import json
from argparse import ArgumentParser
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import quality
from consumer_protection.core.commands import PlainCommand, acting_user, add_actor

# As many records are named on a line of text.
_NAMED = 5
_MOST = 10_000


class Command(PlainCommand):
    help = "Data quality: exit 1 only where records contradict themselves."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true")
        add_actor(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        actor, today = acting_user(options), timezone.localdate()
        results = list(quality.results(actor, today))
        findings = list(quality.findings(actor, today))
        most = _MOST if options["json"] else _NAMED
        named = [
            (
                one,
                [
                    str(record)
                    for record in quality.sample(one.check, actor, today, most)
                ],
            )
            for one in results
        ]
        if options["json"]:
            told = [*map(_record_line, named), *map(_finding_line, findings)]
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
        else:
            self._say(named, findings)
        if any(one.check.severity == quality.ERROR for one in results):
            raise SystemExit(1)

    def _say(
        self,
        named: list[tuple[quality.Result, list[str]]],
        findings: list[quality.Finding],
    ) -> None:
        for one, records in sorted(named, key=lambda pair: pair[0].check.severity):
            more = "…" if one.count > len(records) else ""
            self.stdout.write(
                f"{quality.SEVERITIES[one.check.severity]} {one.check.code} "
                f"{one.check.label}: {one.count} ({'、'.join(records)}{more})"
            )
        for finding in findings:
            severity = quality.SEVERITIES[finding.severity]
            self.stdout.write(f"{severity} {finding.code} {finding.text}")
        if not named and not findings:
            self.stdout.write(_("Nothing is missing, nothing contradicts."))


def _record_line(pair: tuple[quality.Result, list[str]]) -> dict[str, Any]:
    one, records = pair
    return {
        "code": one.check.code,
        "severity": one.check.severity,
        "label": str(one.check.label),
        "count": one.count,
        "records": records,
    }


def _finding_line(finding: quality.Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "label": finding.text,
        "count": 1,
        "records": [],
    }
