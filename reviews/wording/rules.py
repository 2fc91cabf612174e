"""A rule as a value: what it looks for, where it holds, what it tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from reviews.wording.folding import fold_word
from reviews.wording.patterns import Pattern, compile_pattern

OMISSION = "missing_element"
BLOCK, WARN = "block", "warn"
# Stands for the full legal name of the institution.
INSTITUTION = "{institution}"
# A text whose kind nobody told: what it shows decides.
UNTOLD = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """``words`` and ``patterns``: what is hit, or with an omission what must be there.

    ``allowed``: a text around a hit that makes it harmless: 第一条 holds the word
    itself; in 非~ the sign stands for it; in 不得…~ and ~…骗局 a few characters may lie between.
    ``unless``: patterns that make it harmless anywhere in the text. ``signs``: patterns
    one of which the text must hold; with an omission they make it necessary, as do
    ``kinds``. A word's ``kinds``, ``media`` limit where it holds; none: everywhere.
    ``blocks_in``: media where it blocks though it only warns elsewhere.
    """

    code: str
    version: int
    wording_class: str
    severity: str
    title: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    spared_media: tuple[str, ...] = ()
    blocks_in: tuple[str, ...] = ()
    reason: str = ""
    law: str = ""
    article: str = ""
    suggestion: str = ""
    positive: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> "Rule":
        """From a row of the data; what a rule has no field for is left out."""
        known: dict[str, Any] = {}
        for one in fields(cls):
            if one.name in values:
                value = values[one.name]
                known[one.name] = tuple(value) if isinstance(value, list) else value
        return cls(**known)

    @property
    def is_omission(self) -> bool:
        return self.wording_class == OMISSION

    @property
    def basis(self) -> str:
        return f"《{self.law}》{self.article}" if self.law else self.article

    def severity_in(self, medium: str) -> str:
        return BLOCK if medium in self.blocks_in else self.severity

    def holds_in(self, kind: str, medium: str) -> bool:
        if medium and medium in self.spared_media:
            return False
        if self.media and medium not in self.media:
            return False
        return (
            self.is_omission or not self.kinds or kind == UNTOLD or kind in self.kinds
        )


@dataclass(frozen=True, slots=True)
class Context:
    """``before`` and ``after``: what stands at a hit; ``apart``: a few characters of
    the same clause may lie between."""

    before: str
    after: str
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Compiled:
    """A rule made ready to run."""

    rule: Rule
    words: tuple[str, ...]
    patterns: tuple[Pattern, ...]
    phrases: tuple[str, ...]
    contexts: tuple[Context, ...]
    unless: tuple[Pattern, ...]
    signs: tuple[Pattern, ...]
    names_institution: bool


@lru_cache(maxsize=2048)
def compiled(rule: Rule) -> Compiled:
    """Raises PatternRefused where a pattern of it is not one."""
    words = [fold_word(one) for one in rule.words if one != INSTITUTION]
    return Compiled(
        rule=rule,
        words=tuple(filter(None, words)),
        patterns=_patterns(rule.patterns),
        phrases=tuple(fold_word(one) for one in rule.allowed if "~" not in one),
        contexts=tuple(map(_context, (one for one in rule.allowed if "~" in one))),
        unless=_patterns(rule.unless),
        signs=_patterns(rule.signs),
        names_institution=INSTITUTION in rule.words,
    )


def _patterns(sources: Iterable[str]) -> tuple[Pattern, ...]:
    return tuple(map(compile_pattern, sources))


def _context(source: str) -> Context:
    before, _sign, after = source.partition("~")
    apart = before.endswith("…") or after.startswith("…")
    return Context(fold_word(before), fold_word(after), apart)
