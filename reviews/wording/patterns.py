"""Patterns that people write and that cannot run away.

A pattern is made of plain words, ``(日|月)`` for one of several, ``?`` behind these
where they may be missing, ``#`` for a number and ``…`` for up to eight characters of
the same sentence. Nothing in it repeats without end, so the work for a text grows with
its length and no faster; what would make it more than that is refused.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from reviews.wording.folding import BREAKS, fold_word

LONGEST = 300
MOST_GAPS = 2
MOST_WAYS = 80
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,6})?"
# A gap reaches over brackets and colons: 年化利率（单利）：3.85%.
_GAP = f"[^{re.escape(BREAKS.translate(dict.fromkeys(map(ord, ':()'))))}]{{0,8}}"
_UNKNOWN = re.compile(r"[*+{}\[\]\\^$.]")
_PARTS = re.compile(
    r"\((?P<ways>[^()]*)\)(?P<maybe>\??)|(?P<sign>[#…])|(?P<bad>[()?|])"
)
_TRIAL_SECONDS = 0.5
_TRIAL_CHARACTERS = 100_000


class PatternRefused(ValueError):
    """The pattern is not taken; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Part:
    """``ways``: folded words, one of which stands here; ``sign``: # or …"""

    ways: tuple[str, ...] = ()
    sign: str = ""
    may_miss: bool = False

    @property
    def expression(self) -> str:
        if self.sign:
            return _NUMBER if self.sign == "#" else _GAP
        longest_first = sorted(self.ways, key=len, reverse=True)
        told = "|".join(map(re.escape, longest_first))
        return f"(?:{told})" + ("?" if self.may_miss else "")


@dataclass(frozen=True, slots=True)
class Pattern:
    source: str
    parts: tuple[Part, ...]
    compiled: re.Pattern[str]

    def may_occur(self, chars: frozenset[str]) -> bool:
        """Whether a text made of these characters could hold it."""
        return all(
            any(chars.issuperset(way) for way in part.ways)
            for part in self.parts
            if part.ways and not part.may_miss
        )


def compile_pattern(source: str) -> Pattern:
    """Raises PatternRefused."""
    parts = tuple(_read(source.strip().replace("（", "(").replace("）", ")")))
    _check(source, parts)
    expression = "".join(part.expression for part in parts)
    return Pattern(source, parts, re.compile(expression))


def try_out(pattern: Pattern) -> None:
    """Run it over the texts that cost it most. Raises PatternRefused."""
    ways = [part.ways[0] for part in pattern.parts if part.ways]
    texts = [*ways, "".join(ways[:-1]), "1".join(ways[:-1]), "1"]
    started = time.perf_counter()
    for text in filter(None, texts):
        long = text * (_TRIAL_CHARACTERS // len(text))
        for _found in pattern.compiled.finditer(long):
            if time.perf_counter() - started > _TRIAL_SECONDS:
                break
        if time.perf_counter() - started > _TRIAL_SECONDS:
            raise _refused(_("Searching for this takes too long. Make it simpler."))


def _read(source: str) -> Iterator[Part]:
    if not source:
        raise _refused(_("The pattern is empty."))
    if len(source) > LONGEST:
        raise _refused(_("A pattern has at most %(most)d characters."), most=LONGEST)
    if unknown := _UNKNOWN.search(source):
        told = _(
            "“%(sign)s” has no place in a pattern: only words, (a|b), (a|b)?, # for a "
            "number and … for a few characters."
        )
        raise _refused(told, sign=unknown[0])
    at = 0
    for found in _PARTS.finditer(source):
        if plain := fold_word(source[at : found.start()]):
            yield Part((plain,))
        at = found.end()
        yield _part(found)
    if plain := fold_word(source[at:]):
        yield Part((plain,))


def _part(found: re.Match[str]) -> Part:
    if found["bad"]:
        raise _refused(
            _("Brackets do not match, stand in each other, or “|” or “?” stands alone.")
        )
    if found["sign"]:
        return Part(sign=found["sign"])
    ways = tuple(fold_word(way) for way in found["ways"].split("|"))
    if not all(ways):
        raise _refused(_("A choice in brackets is empty."))
    return Part(ways, may_miss=bool(found["maybe"]))


def _check(source: str, parts: tuple[Part, ...]) -> None:
    if not parts or parts[0].sign == "…" or parts[0].may_miss:
        raise _refused(_("A pattern begins with words or a number."))
    fixed = sum(
        min(map(len, part.ways)) for part in parts if not part.may_miss and part.ways
    )
    if fixed < 2:
        raise _refused(_("A pattern needs at least two fixed characters."))
    if sum(part.sign == "…" for part in parts) > MOST_GAPS:
        raise _refused(_("At most %(most)d times … in a pattern."), most=MOST_GAPS)
    if any(
        one.sign and one.sign == two.sign
        for one, two in zip(parts, parts[1:], strict=False)
    ):
        raise _refused(_("Two # or … stand side by side."))
    if sum(len(part.ways) for part in parts) > MOST_WAYS:
        raise _refused(_("At most %(most)d choices in a pattern."), most=MOST_WAYS)


def _refused(message: str | Promise, **values: object) -> PatternRefused:
    return PatternRefused(str(message) % values if values else str(message))
