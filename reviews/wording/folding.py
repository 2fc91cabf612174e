"""Makes texts alike that are written differently to escape a check.

Width, case, traditional and look-alike characters become one form; what stands
between characters only to part them goes. Every character that is left knows where
it stood.
"""

import json
import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_ALIKE: dict[str, str] = {
    char: plain
    for plain, chars in json.loads(
        (Path(__file__).parent.parent / "data" / "look_alikes.json").read_text("utf-8")
    ).items()
    for char in chars
}
# What ends a sentence or a part of it; words do not reach across.
BREAKS = ",;!?:。、()\n"
_KEPT = frozenset(f"{BREAKS}%‰.-/¥$")
# Letters by their category, and never seen.
_UNSEEN = frozenset("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_NOISE, _LONG = "\x00", "\x01"
# Each begins with its own character, so that the search skips all others quickly.
_PASSED = re.compile(
    r"\x00+|\x01+|[.\-/]+"
    # A line that a page was too narrow for goes on in the next.
    r"|\n(?<=[^\n]{15}\n)(?<![,;!?:。、()\x00]\n)(?![\x00]*\n)"
)
_MARK = f"[{re.escape(BREAKS)}]"
_CHAR = f"[^{re.escape(BREAKS)}0-9]"
# The same mark on both sides of a single character parts nothing: 保，本，保，息.
_PARTING = re.compile(
    rf"({_MARK})(?:(?<=\1{_CHAR}\1)|(?={_CHAR}\1)"
    rf"|(?<=\A{_CHAR}{_MARK})(?={_CHAR}(?:{_MARK}|\Z)))"
)
_PARTED_NUMBER = re.compile(r",(?<=[0-9],)(?=[0-9]{3})")


def _is_noise(char: str) -> bool:
    if char in _UNSEEN:
        return True
    return char not in _KEPT and unicodedata.category(char)[0] in "ZCMPS"


class _Table(dict[int, str]):
    """Character → its plain form, always one character, found when first asked for."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        plain = unicodedata.normalize("NFKC", char).lower()
        plain = _ALIKE.get(char) or _ALIKE.get(plain) or plain
        if len(plain) != 1:
            plain = _LONG if _expanded(char) else _NOISE
        elif _is_noise(plain):
            plain = _NOISE
        self[code] = plain
        return plain


_TABLE = _Table()


@lru_cache(maxsize=4096)
def _expanded(char: str) -> str:
    """The letters and digits of a sign that stands for several, as ㈱ does."""
    return "".join(
        _ALIKE.get(one, one)
        for one in unicodedata.normalize("NFKC", char).lower()
        if one.isalnum() or one in "%"
    )


@dataclass(frozen=True, slots=True)
class Folded:
    """``offsets``: for each character of ``text`` where it stood before."""

    text: str
    offsets: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text stood, its noise included."""
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    flat = text.translate(_TABLE)
    pieces: list[str] = []
    offsets: array[int] = array("L")
    at = 0
    for found in _PASSED.finditer(flat):
        start, end = found.span()
        if _is_in_number(flat, start, end):
            continue
        pieces.append(flat[at:start])
        offsets.extend(range(at, start))
        if flat[start] == _LONG:
            for place in range(start, end):
                whole = _expanded(text[place])
                pieces.append(whole)
                offsets.extend([place] * len(whole))
        at = end
    pieces.append(flat[at:])
    offsets.extend(range(at, len(flat)))
    once = Folded("".join(pieces), offsets)
    return _without(_without(once, _PARTED_NUMBER), _PARTING)


def _is_in_number(flat: str, start: int, end: int) -> bool:
    """A single point, stroke or slash between digits: 3.85, 2026-08-01."""
    return (
        end - start == 1
        and flat[start] in ".-/"
        and flat[start - 1 : start].isdigit()
        and flat[end : end + 1].isdigit()
    )


def fold_word(word: str) -> str:
    """A word of a rule in the form that texts are folded to."""
    return "".join(
        _expanded(char) if one == _LONG else one
        for char, one in zip(word, word.translate(_TABLE), strict=True)
        if one != _NOISE and one not in BREAKS
    )


def strip_breaks(text: str) -> str:
    return text.translate(_NO_BREAKS)


_NO_BREAKS = dict.fromkeys(map(ord, BREAKS))


def _without(one: Folded, unwanted: re.Pattern[str]) -> Folded:
    spans = [found.span() for found in unwanted.finditer(one.text)]
    if not spans:
        return one
    offsets: array[int] = array("L")
    pieces = []
    for start, end in _between(spans, len(one.text)):
        pieces.append(one.text[start:end])
        offsets.extend(one.offsets[start:end])
    return Folded("".join(pieces), offsets)


def _between(
    spans: Iterable[tuple[int, int]], length: int
) -> Iterable[tuple[int, int]]:
    at = 0
    for start, end in spans:
        yield at, start
        at = end
    yield at, length
