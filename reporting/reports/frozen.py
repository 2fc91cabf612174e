"""A report's content as one snapshot gave it: kept as JSON, opened as values."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from consumer_protection.core.figures import Breakdown, Earlier, Fact, Ratio
from reporting.figures import BOOK
from reporting.reports.checks import Check
from reporting.reports.text import Section, plain


@dataclass(frozen=True, slots=True)
class Frozen:
    """``names``: noun → record id → name; ``labels``: figure code → label."""

    kind: str
    period: str
    template: str
    title: str
    institution: str
    facts: dict[str, Fact]
    sections: list[Section]
    checks: list[Check]
    names: dict[str, dict[str, str]]
    labels: dict[str, str]
    tables: dict[str, Any]

    @property
    def failed(self) -> list[Check]:
        return [check for check in self.checks if not check.passed]

    @property
    def earlier(self) -> dict[str, Earlier]:
        """The figures of the same period a year before, where there are any."""
        return {
            code: fact.earlier
            for code, fact in self.facts.items()
            if fact.earlier is not None
        }

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Frozen":
        """The store keeps no order of keys: facts stand as in the book again, parts of
        a fact as its figure orders them, so that papers made later are the same."""
        opened = dict(data)
        facts: Mapping[str, Any] = data["facts"]
        codes = [
            *(code for code in BOOK if code in facts),
            *sorted(facts.keys() - BOOK),
        ]
        opened["facts"] = {code: _fact(facts[code]) for code in codes}
        opened["sections"] = [Section(**row) for row in data["sections"]]
        opened["checks"] = [Check(**row) for row in data["checks"]]
        return cls(**opened)

    def record_names(self, fact: Fact) -> list[str]:
        known = self.names.get(fact.noun, {})
        return [known.get(str(pk), str(pk)) for pk in fact.record_ids]

    def content(self) -> dict[str, Any]:
        """What other programs read, without the moment and the hash. ``earlier`` and
        ``edited`` are there only where they hold something: the hashes of older runs
        stay true."""
        earlier = {code: _told(one) for code, one in self.earlier.items()}
        return {
            "kind": self.kind,
            "period": self.period,
            "institution": self.institution,
            "figures": {code: described(fact) for code, fact in self.facts.items()},
            "sections": [
                {
                    "code": section.code,
                    "title": section.title,
                    "text": plain(section.text, self.facts),
                    **({"edited": True} if section.edited else {}),
                }
                for section in self.sections
            ],
            "checks": [asdict(check) for check in self.checks],
            "template": self.template,
            **({"earlier": earlier} if earlier else {}),
        }


def content_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def _fact(row: Mapping[str, Any]) -> Fact:
    earlier = row.get("earlier")
    opened = {"earlier": Earlier(**earlier)} if earlier else {}
    value, figure = row["value"], BOOK.get(row["code"])
    if isinstance(value, dict) and isinstance(figure, Breakdown):
        value = figure.in_order(value)
    ids = tuple(row["record_ids"])
    return Fact(**{**row, "value": value, "record_ids": ids, **opened})


def _told(earlier: Earlier) -> dict[str, Any]:
    told = {"value": earlier.value, "origin": earlier.origin, "period": earlier.period}
    return told | ({"source": earlier.source} if earlier.source else {})


def described(fact: Fact) -> dict[str, Any]:
    """The shape of one figure, as the contract has it."""
    described: dict[str, Any] = {"value": fact.value, "unit": fact.unit}
    figure = BOOK.get(fact.code)
    if isinstance(figure, Ratio):
        described |= {"numerator": fact.numerator, "denominator": fact.denominator}
    elif not isinstance(figure, Breakdown):
        described["records"] = len(fact.record_ids)
    return described
