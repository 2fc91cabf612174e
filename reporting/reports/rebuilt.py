"""What changed from one build of a report to the next; nothing is read or written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from consumer_protection.core.figures import Fact
from reporting.reports.frozen import Frozen
from reporting.reports.text import Section, plain
from reporting.reports.values import shown, value_of


@dataclass(frozen=True, slots=True)
class FigureChange:
    """``part`` names a part of a divided figure; ``came`` and ``went`` name records
    counted in one build alone. Values are as reports print them, — for none."""

    code: str
    label: str
    part: str
    old: str
    new: str
    came: Sequence[str] = ()
    went: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class TextChange:
    """A section's paragraphs of which ``old`` stood there alone and ``new`` do now."""

    name: str
    old: Sequence[str]
    new: Sequence[str]


@dataclass(frozen=True, slots=True)
class Differences:
    figures: Sequence[FigureChange]
    texts: Sequence[TextChange]
    is_other_outline: bool

    def __bool__(self) -> bool:
        return bool(self.figures or self.texts or self.is_other_outline)


def differences(old: Frozen, new: Frozen) -> Differences:
    """A figure whose value stayed but that counts other records has changed too."""
    return Differences(
        [*_figures(old, new)], [*_texts(old, new)], old.template != new.template
    )


def _figures(old: Frozen, new: Frozen) -> Iterator[FigureChange]:
    for code in {**new.facts, **old.facts}:
        before, after = old.facts.get(code), new.facts.get(code)
        fact = after or before
        if fact is None or before == after:
            continue
        label = new.labels.get(code) or old.labels.get(code, code)
        pair = _shown(before), _shown(after)
        came = _names(new, after, before)
        went = _names(old, before, after)
        if pair[0] != pair[1] or came or went:
            yield FigureChange(code, label, "", *pair, came, went)
        for key in {**_parts(after), **_parts(before)}:
            parts = _shown(before, key), _shown(after, key)
            if parts[0] != parts[1]:
                part = fact.labels.get(key) or (before or fact).labels.get(key, key)
                yield FigureChange(code, label, part, *parts)


def _parts(fact: Fact | None) -> dict[str, int]:
    return fact.value if fact and isinstance(fact.value, dict) else {}


def _shown(fact: Fact | None, key: str = "") -> str:
    return shown(value_of(fact, key) if fact else None, fact.unit if fact else "")


def _names(build: Frozen, fact: Fact | None, other: Fact | None) -> list[str]:
    """Names of the records a figure counts that it does not count in the other."""
    if fact is None:
        return []
    known = set(other.record_ids) if other else set()
    names = build.names.get(fact.noun, {})
    return [names.get(str(pk), str(pk)) for pk in fact.record_ids if pk not in known]


def _texts(old: Frozen, new: Frozen) -> Iterator[TextChange]:
    before = {section.code: section for section in old.sections}
    after = {section.code: section for section in new.sections}
    for code in {**after, **before}:
        section = after.get(code) or before[code]
        lines = _lines(old, before.get(code)), _lines(new, after.get(code))
        went, came = _apart(*lines)
        if went or came:
            yield TextChange(section.name, went, came)


def _lines(build: Frozen, section: Section | None) -> list[str]:
    if section is None:
        return []
    return [plain(line, build.facts) for line in section.paragraphs]


def _apart(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    went: list[str] = []
    came: list[str] = []
    matched = SequenceMatcher(None, old, new, autojunk=False)
    for what, old_from, old_to, new_from, new_to in matched.get_opcodes():
        if what != "equal":
            went += old[old_from:old_to]
            came += new[new_from:new_to]
    return went, came
