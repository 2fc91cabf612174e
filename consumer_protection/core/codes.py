"""Reading the code lists: labels for people, identifiers from what people write."""

import re
import time
import unicodedata
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from functools import cached_property

from consumer_protection.core.models import Code

_SECONDS = 30
_BRACKET = re.compile(r"[(\[〔【].*?[)\]〕】]")
_PARTS = re.compile(r"[/、]")


def fold(text: str) -> str:
    """Width, case and all white space folded away, for comparing what people write."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


class CodeList:
    """One list: its rows by identifier and by every name people may write."""

    def __init__(self, name: str, rows: list[Code]) -> None:
        self.name = name
        self.rows = rows

    @cached_property
    def labels(self) -> dict[str, str]:
        """Identifier → Chinese label, in order."""
        return {row.code: row.label_zh for row in self.rows}

    @cached_property
    def names(self) -> dict[str, str]:
        """Folded name → identifier. Exact names win over parts of labels."""
        found: dict[str, str] = {}
        for names in (_exact, _partial):
            for row in self.rows:
                for name in names(row):
                    found.setdefault(fold(name), row.code)
        return found

    def match(self, text: str) -> str | None:
        """The identifier meant by ``text``, or None; never a guess."""
        wanted = fold(text)
        if found := self.names.get(wanted):
            return found
        for name, code in self.names.items():
            if name.endswith("*") and wanted.startswith(name[:-1]):
                return code
        return None

    def nearest(self, text: str) -> list[str]:
        """Up to three labels that look like ``text``, or the list's first ones."""
        close = get_close_matches(text, list(self.labels.values()), 3, 0.3)
        return close or list(self.labels.values())[:8]


def _exact(row: Code) -> Iterator[str]:
    yield row.code
    yield row.label_zh
    yield from row.aliases


def _partial(row: Code) -> Iterator[str]:
    plain = _BRACKET.sub("", unicodedata.normalize("NFKC", row.label_zh))
    yield plain
    yield from (part for part in _PARTS.split(plain) if part)


class _Book:
    """All lists, read again after half a minute: they are data, and change rarely."""

    lists: dict[str, CodeList] = {}
    every: dict[str, dict[str, str]] = {}
    read_at = float("-inf")


def code_list(name: str) -> CodeList:
    """The active rows of one list; an unknown list is empty."""
    _keep_fresh()
    return _Book.lists.get(name) or CodeList(name, [])


def every_label(name: str) -> dict[str, str]:
    """Identifier → label, also of codes no longer offered: records still have them."""
    _keep_fresh()
    return _Book.every.get(name, {})


def _keep_fresh() -> None:
    if time.monotonic() - _Book.read_at <= _SECONDS:
        return
    active: dict[str, list[Code]] = {}
    every: dict[str, dict[str, str]] = {}
    for row in Code.objects.order_by("list_name", "sort"):
        every.setdefault(row.list_name, {})[row.code] = row.label_zh
        if row.is_active:
            active.setdefault(row.list_name, []).append(row)
    _Book.lists = {key: CodeList(key, found) for key, found in active.items()}
    _Book.every = every
    _Book.read_at = time.monotonic()


def forget() -> None:
    """Read the lists again at the next question, after they were changed."""
    _Book.read_at = float("-inf")


def label(list_name: str, code: str) -> str:
    """The Chinese label, or the identifier itself where the list lacks it."""
    return code_list(list_name).labels.get(code, code)


def ended_code(list_name: str, code: str, day: date) -> bool:
    """Whether the code was no longer valid on a day."""
    rows = {row.code: row for row in code_list(list_name).rows}
    ended = rows[code].valid_to if code in rows else None
    return ended is not None and day >= ended
