"""Runs rules over a text: what stands in it that must not, what is missing."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import islice
from typing import Any

from reviews.wording.folding import BREAKS, Folded, fold, fold_word, strip_breaks
from reviews.wording.patterns import Pattern
from reviews.wording.rules import (
    BLOCK,
    INSTITUTION,
    UNTOLD,
    Compiled,
    Context,
    Rule,
    compiled,
)

# More hits of one rule say nothing new.
MOST_OF_A_RULE = 100
# So far before a hit its sentence is read for a "not".
_REACH = 14
_CLAUSE = sorted(frozenset(BREAKS) - {"、", "(", ")"})
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Hit:
    """``start`` and ``end`` count characters of the text as it was given."""

    start: int
    end: int
    text: str
    wording_class: str
    severity: str
    rule: str
    version: int
    title: str
    reason: str
    law: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Omission:
    code: str
    version: int
    title: str
    severity: str
    reason: str
    law: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Result:
    """``cut``: rules with more hits than are told."""

    hits: tuple[Hit, ...]
    omissions: tuple[Omission, ...]
    cut: tuple[str, ...] = ()

    @property
    def blocks(self) -> int:
        return sum(hit.severity == BLOCK for hit in self.hits)

    def as_json(self) -> dict[str, Any]:
        return {
            "hits": [asdict(one) for one in self.hits],
            "omissions": [asdict(one) for one in self.omissions],
            "cut": list(self.cut),
        }


@dataclass(frozen=True, slots=True)
class Material:
    """What is known of a text: its kind (``kind``, empty where nobody told), the medium
    it goes out by, and the full legal names that may stand in it."""

    kind: str = UNTOLD
    medium: str = ""
    names: tuple[str, ...] = ()


class _Text:
    """The text in both forms, and the characters it is made of."""

    def __init__(self, text: str) -> None:
        self.given = text
        self.folded: Folded = fold(text)
        self.plain = self.folded.text
        self.chars = frozenset(self.plain)
        # What is only asked for may be broken by any mark.
        self.unbroken = strip_breaks(self.plain)
        self._found: dict[str, bool] = {}

    def has_word(self, word: str) -> bool:
        return bool(word) and word in self.unbroken

    def has_pattern(self, pattern: Pattern) -> bool:
        key = pattern.source
        if key not in self._found:
            self._found[key] = pattern.may_occur(self.chars) and bool(
                pattern.compiled.search(self.plain)
            )
        return self._found[key]

    def has_any(self, patterns: Sequence[Pattern]) -> bool:
        return any(map(self.has_pattern, patterns))


def check(
    text: str,
    rules: Collection[Rule],
    material: Material,
    progress: Progress | None = None,
) -> Result:
    """The rules are those in force on the day that counts."""
    read = _Text(text)
    hits: list[Hit] = []
    omissions: list[Omission] = []
    cut: list[str] = []
    for number, rule in enumerate(rules):
        if progress is not None:
            progress(100 * number // len(rules))
        if not rule.holds_in(material.kind, material.medium):
            continue
        ready = compiled(rule)
        if rule.is_omission:
            omissions += _omission(ready, read, material)
            continue
        own = list(islice(_hits(ready, read, material), MOST_OF_A_RULE + 1))
        if len(own) > MOST_OF_A_RULE:
            cut.append(rule.code)
        hits += own[:MOST_OF_A_RULE]
    return Result(tuple(_outermost(hits, text)), tuple(omissions), tuple(cut))


def version_of(rules: Collection[Rule]) -> str:
    """Names a set of rules: equal sets have equal names."""
    told = "\n".join(sorted(f"{one.code}@{one.version}" for one in rules))
    return f"{len(rules)}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"


def _hits(ready: Compiled, read: _Text, material: Material) -> Iterator[Hit]:
    rule = ready.rule
    spans = _spans(ready, read)
    first = next(spans, None)
    if first is None:
        return
    if ready.signs and not read.has_any(ready.signs):
        return
    if read.has_any(ready.unless):
        return
    severity = rule.severity_in(material.medium)
    for start, end in _chain(first, spans):
        if _is_allowed(ready, read.plain, start, end):
            continue
        begins, ends = read.folded.span(start, end)
        yield Hit(
            begins,
            ends,
            read.given[begins:ends],
            rule.wording_class,
            severity,
            rule.code,
            rule.version,
            rule.title,
            rule.reason,
            rule.basis,
            rule.suggestion,
        )


def _chain(
    first: tuple[int, int], rest: Iterator[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    yield first
    yield from rest


def _spans(ready: Compiled, read: _Text) -> Iterator[tuple[int, int]]:
    for word in ready.words:
        if not read.chars.issuperset(word):
            continue
        at = read.plain.find(word)
        while at >= 0:
            yield at, at + len(word)
            at = read.plain.find(word, at + len(word))
    for pattern in ready.patterns:
        if pattern.may_occur(read.chars):
            for found in pattern.compiled.finditer(read.plain):
                yield found.span()


def _is_allowed(ready: Compiled, text: str, start: int, end: int) -> bool:
    return any(_covers(phrase, text, start, end) for phrase in ready.phrases) or any(
        _stands(context, text, start, end) for context in ready.contexts
    )


def _covers(phrase: str, text: str, start: int, end: int) -> bool:
    """Whether the hit lies within this phrase, marks of sentences left aside."""
    size = len(phrase)
    around = text[max(0, start - size) : end + size]
    at = around.find(phrase)
    here = start - max(0, start - size)
    while at >= 0:
        if at <= here and here + (end - start) <= at + size:
            return True
        at = around.find(phrase, at + 1)
    return False


def _stands(context: Context, text: str, start: int, end: int) -> bool:
    return _stands_before(context, text, start) and _stands_after(context, text, end)


def _stands_before(context: Context, text: str, start: int) -> bool:
    if not context.before:
        return True
    before = text[max(0, start - len(context.before) - _REACH) : start]
    if context.apart:
        cut = max(map(before.rfind, _CLAUSE))
        return context.before in before[cut + 1 :]
    return before.rstrip(":").endswith(context.before)


def _stands_after(context: Context, text: str, end: int) -> bool:
    if not context.after:
        return True
    if not context.apart:
        return text.startswith(context.after, end)
    after = text[end : end + len(context.after) + _REACH]
    ends = [at for at in map(after.find, _CLAUSE) if at >= 0]
    return context.after in after[: min(ends, default=len(after))]


def _omission(ready: Compiled, read: _Text, material: Material) -> Iterator[Omission]:
    rule = ready.rule
    if rule.kinds and material.kind in rule.kinds:
        is_needed = True
    else:
        is_needed = read.has_any(ready.signs)
    if not is_needed or read.has_any(ready.unless) or _is_there(ready, read, material):
        return
    yield Omission(
        rule.code,
        rule.version,
        rule.title,
        rule.severity_in(material.medium),
        rule.reason,
        rule.basis,
        rule.suggestion.replace(
            INSTITUTION, material.names[0] if material.names else ""
        ),
    )


def _is_there(ready: Compiled, read: _Text, material: Material) -> bool:
    if ready.names_institution:
        names = map(fold_word, material.names)
        if any(read.has_word(name) for name in names):
            return True
        if material.names:
            return False
    return any(map(read.has_word, ready.words)) or read.has_any(ready.patterns)


def _outermost(hits: list[Hit], text: str) -> list[Hit]:
    """Touching hits of one rule as one; without those that lie within another of the
    same class and weight."""
    hits.sort(key=lambda one: (one.start, -one.end))
    kept: list[Hit] = []
    for hit in hits:
        if _is_within(hit, kept[-8:]):
            continue
        last = next((one for one in reversed(kept[-8:]) if one.rule == hit.rule), None)
        if last is not None and hit.start <= last.end:
            longer = replace(last, end=hit.end, text=text[last.start : hit.end])
            kept[kept.index(last)] = longer
        else:
            kept.append(hit)
    return kept


def _is_within(hit: Hit, others: Sequence[Hit]) -> bool:
    return any(
        other.end >= hit.end
        and other.wording_class == hit.wording_class
        and (other.severity == hit.severity or other.severity == BLOCK)
        for other in others
    )
