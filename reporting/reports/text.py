"""Sections as text with places for figures, and the ways to fill them.

A place is ⟦code⟧ or ⟦code:key⟧. Text of users is freed of these brackets before it
enters a section, so that a place is always one of ours.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from consumer_protection.core.figures import Fact

_PLACE = re.compile(r"⟦([a-z0-9_.]+)(?::([^⟧]*))?⟧")


@dataclass(frozen=True, slots=True)
class Section:
    """``level`` 0 is running text without a heading, 1 一、, 2 （一）, 3 1."""

    code: str
    level: int
    title: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def place(code: str, key: str = "") -> str:
    return f"⟦{code}:{key}⟧" if key else f"⟦{code}⟧"


def without_places(text: str) -> str:
    return text.replace("⟦", "〔").replace("⟧", "〕")


def free_of_places(value: Any) -> Any:
    """The same lists and dictionaries, all text of users in them freed of places."""
    if isinstance(value, str):
        return without_places(value)
    if isinstance(value, dict):
        return {key: free_of_places(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [free_of_places(inner) for inner in value]
    return value


def places(text: str) -> Iterator[tuple[str, str]]:
    """Every (code, key) the text has a place for."""
    for match in _PLACE.finditer(text):
        yield match[1], match[2] or ""


def value_of(fact: Fact, key: str = "") -> object:
    if isinstance(fact.value, dict):
        return fact.value.get(key, 0) if key else sum(fact.value.values())
    return fact.value


def shown(value: object, unit: str) -> str:
    """A figure as reports print it: rates and money with two decimals, no value as —."""
    if value is None:
        return "—"
    if unit == "%":
        return f"{value:.2f}%"
    if unit == "元":
        return f"{value:,.2f}"
    return str(value)


def plain(text: str, facts: Mapping[str, Fact]) -> str:
    """The text as people read it."""
    return _filled(text, lambda code, key: _shown(facts[code], key))


def linked(
    text: str, facts: Mapping[str, Fact], link: Callable[[str, str, str], str]
) -> SafeString:
    """The text as HTML: text of users escaped, and for each figure the element that
    ``link(code, key, shown)`` gives (escaped too, unless it is marked safe)."""
    pieces: list[str] = []
    at = 0
    for match in _PLACE.finditer(text):
        code, key = match[1], match[2] or ""
        pieces += [text[at : match.start()], link(code, key, _shown(facts[code], key))]
        at = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[at:]]))


def _filled(text: str, value: Callable[[str, str], str]) -> str:
    return _PLACE.sub(lambda match: value(match[1], match[2] or ""), text)


def _shown(fact: Fact, key: str) -> str:
    return shown(value_of(fact, key), fact.unit)
