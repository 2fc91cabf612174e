"""Checks of a report before it may leave: sums, parts, texts against figures."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from consumer_protection.core.figures import Breakdown, Fact
from reporting.figures import BOOK
from reporting.reports.text import Section, places

# The first may not exceed the second.
_WITHIN = (
    ("complaints.closed_on_time", "complaints.closed"),
    ("complaints.rated", "complaints.closed"),
    ("complaints.satisfied", "complaints.rated"),
    ("complaints.overdue", "complaints.open"),
    ("governance.resolutions_done", "governance.resolutions"),
    ("governance.plan_items_done", "governance.plan_items_due"),
    ("governance.plan_items_on_time", "governance.plan_items_done"),
    ("audits.findings_closed", "audits.findings"),
    ("education.special_trainings", "education.trainings"),
)
# The parts make up the whole.
_PARTS = (
    (
        "reviews.opinions",
        (
            "reviews.opinions_adopted",
            "reviews.opinions_partly_adopted",
            "reviews.opinions_not_adopted",
        ),
    ),
    (
        "reviews.concluded",
        ("reviews.passed", "reviews.passed_with_change", "reviews.rejected"),
    ),
)


@dataclass(frozen=True, slots=True)
class Check:
    """``detail`` says what was compared, for whoever must mend it."""

    code: str
    passed: bool
    detail: str = ""


def run_checks(facts: Mapping[str, Fact], sections: Iterable[Section]) -> list[Check]:
    return [*_sums(facts), *_within(facts), *_parts(facts), _texts(facts, sections)]


def _sums(facts: Mapping[str, Fact]) -> Iterator[Check]:
    """sum.complaints.by_source: the parts of a breakdown against its total."""
    for code, figure in BOOK.items():
        fact = facts[code]
        if isinstance(figure, Breakdown) and isinstance(fact.value, dict):
            total, parts = facts[figure.of.code].value, sum(fact.value.values())
            app, name = code.split(".", 1)[0], code.rsplit(".", 1)[-1]
            yield Check(f"sum.{app}.{name}", parts == total, f"{parts} = {total}")


def _within(facts: Mapping[str, Fact]) -> Iterator[Check]:
    for part, whole in _WITHIN:
        small, large = facts[part].value, facts[whole].value
        if isinstance(small, int | float) and isinstance(large, int | float):
            yield Check(f"within.{part}", small <= large, f"{small} ≤ {large}")


def _parts(facts: Mapping[str, Fact]) -> Iterator[Check]:
    for whole, parts in _PARTS:
        values = [facts[part].value for part in parts]
        total = facts[whole].value
        numbers = [value for value in values if isinstance(value, int | float)]
        if isinstance(total, int | float) and len(numbers) == len(values):
            detail = f"{' + '.join(map(str, numbers))} = {total}"
            yield Check(f"parts.{whole}", sum(numbers) == total, detail)


def _texts(facts: Mapping[str, Fact], sections: Iterable[Section]) -> Check:
    """Every figure in the text is one of the book."""
    used = {code for section in sections for code, _key in places(section.text)}
    strangers = sorted(used - set(facts))
    return Check("text.figures", not strangers, "、".join(strangers))
