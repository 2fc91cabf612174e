"""How well and how fast the rules find what is expected of texts; a part of bench."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reviews.wording.checking import Hit, Material, Result, check
from reviews.wording.examples import NAME
from reviews.wording_actions.checks import rules_on


class Command(BaseCommand):
    help = "Checks texts with known hits and omissions; prints what was found as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        texts = json.loads(options["file"].read_text(encoding="utf-8"))
        rules = rules_on(timezone.localdate())
        started = time.perf_counter()
        results = [
            check(one["text"], rules, Material(one["kind"], one["medium"], (NAME,)))
            for one in texts
        ]
        ms = (time.perf_counter() - started) * 1000
        told = _measured(list(zip(texts, results, strict=True)))
        self.stdout.write(json.dumps({"texts": len(texts), "ms": ms, **told}))


def _measured(pairs: list[tuple[dict[str, Any], Result]]) -> dict[str, Any]:
    found = expected = told = right = blocks = blocks_found = false_blocks = 0
    for one, result in pairs:
        want = one["hits"]
        got = [any(_covers(hit, each) for hit in result.hits) for each in want]
        wanted = [any(_covers(hit, each) for each in want) for hit in result.hits]
        omitted = {each.code for each in result.omissions}
        expected += len(want) + len(one["omissions"])
        found += sum(got) + len(omitted & set(one["omissions"]))
        told += len(wanted) + len(omitted)
        right += sum(wanted) + len(omitted & set(one["omissions"]))
        pairs_of_blocks = [
            is_found
            for each, is_found in zip(want, got, strict=True)
            if each["severity"] == "block"
        ]
        blocks += len(pairs_of_blocks)
        blocks_found += sum(pairs_of_blocks)
        false_blocks += sum(
            hit.severity == "block" and not is_wanted
            for hit, is_wanted in zip(result.hits, wanted, strict=True)
        )
    return {
        "precision": round(right / told, 4) if told else None,
        "recall": round(found / expected, 4) if expected else None,
        "blocks": blocks,
        "blocks_found": blocks_found,
        "false_blocks": false_blocks,
    }


def _covers(hit: Hit, want: dict[str, str]) -> bool:
    return (
        hit.wording_class == want["class"]
        and hit.severity == want["severity"]
        and want["text"] in hit.text
    )
