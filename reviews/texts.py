"""What a file says, as far as it can be read, and how two texts differ.

Reading is bounded: a file of strangers is never unfolded further than its gate lets.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from tempfile import NamedTemporaryFile

from consumer_protection.core.attachments import Upload
from consumer_protection.core.documents import texts
from consumer_protection.core.documents.text_refusals import TextRefused

# Kept of one file; a contract of 200 pages has some 150,000 characters.
LONGEST = 400_000
# Compared of each text.
MOST_PARAGRAPHS = 3000
_MOST_PARTS = 4000
# Somebody waits for it.
_LIMITS = replace(texts.TEXT_LIMITS, cpu_seconds=10, wall_seconds=15)


@dataclass(frozen=True, slots=True)
class Line:
    """``kind``: same, changed, added or removed; with the place in each text, None
    where it has none."""

    kind: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """``is_cut``: there is more than is compared."""

    lines: Sequence[Line]
    is_cut: bool

    @property
    def is_same(self) -> bool:
        return not self.is_cut and all(one.kind == "same" for one in self.lines)


def read_text(file: Upload) -> str:
    """The text, cut at ``LONGEST``; empty where it cannot be read, as with pictures and
    scanned papers."""
    with NamedTemporaryFile() as kept:
        kept.write(file.content)
        kept.flush()
        try:
            text = texts.read_text(Path(kept.name), file.name, _LIMITS)
        except TextRefused:
            return ""
    return text[:LONGEST].replace("\r\n", "\n")


def difference(old: str, new: str) -> Difference:
    """By paragraph, side by side."""
    before, after = _split(old), _split(new)
    is_cut = max(len(before), len(after)) > MOST_PARAGRAPHS
    before, after = before[:MOST_PARAGRAPHS], after[:MOST_PARAGRAPHS]
    matcher = SequenceMatcher(None, before, after, autojunk=True)
    lines: list[Line] = []
    for tag, *places in matcher.get_opcodes():
        start, end, begin, stop = places
        lines += _lines(tag, before[start:end], after[begin:stop])
    return Difference(lines[:_MOST_PARTS], is_cut or len(lines) > _MOST_PARTS)


def _lines(tag: str, old: list[str], new: list[str]) -> Iterator[Line]:
    if tag == "equal":
        yield from (Line("same", one, one) for one in old)
        return
    for was, now in zip_longest(old, new):
        kind = "added" if was is None else "removed" if now is None else "changed"
        yield Line(kind, was, now)


def _split(text: str) -> list[str]:
    return [one.strip() for one in text.splitlines() if one.strip()]
