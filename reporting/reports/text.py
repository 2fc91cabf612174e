"""Sections as text with places for figures, and the ways to fill them.

A place is ⟦code⟧ or ⟦code:key⟧. Behind the code, @earlier asks for the figure of the
same period a year before, and @change for the change since in words:
⟦complaints.received@change⟧ gives 较上年增加3件，增长21.43%. People type the same in
braces: {complaints.received@change}, {complaints.received.by_source@change:petition}.
A number taken from an issued report says so by itself, once in a paragraph. Text of
users is freed of these brackets before it enters a section, so that a place is always
one of ours.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from consumer_protection.core.figures import Fact
from reporting.reports.changes import change_text, filed_note
from reporting.reports.values import earlier_value
from reporting.reports.values import shown as shown
from reporting.reports.values import value_of as value_of

PLACE = re.compile(r"⟦([a-z0-9_.]+)(?:@(change|earlier))?(?::([^⟧]*))?⟧")


@dataclass(frozen=True, slots=True)
class Section:
    """``level`` 0 is running text without a heading, 1 一、, 2 （一）, 3 1. Where
    somebody wrote the text, ``proposed`` is what it would be otherwise."""

    code: str
    level: int
    title: str
    text: str
    proposed: str | None = None

    @property
    def edited(self) -> bool:
        return self.proposed is not None

    @property
    def name(self) -> str:
        """The title, also of text that has no heading."""
        return self.title or _("Opening")

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def place(code: str, key: str = "", aspect: str = "") -> str:
    """``aspect``: nothing, change or earlier."""
    asked = f"{code}@{aspect}" if aspect else code
    return f"⟦{asked}:{key}⟧" if key else f"⟦{asked}⟧"


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
    """Every (code, key) the text has a place for, whatever it asks of the figure."""
    for match in PLACE.finditer(text):
        yield match[1], match[3] or ""


def plain(text: str, facts: Mapping[str, Fact]) -> str:
    """The text as people read it."""
    lines = ("".join(_filled(line, facts)) for line in text.split("\n"))
    return "\n".join(lines)


def linked(
    text: str, facts: Mapping[str, Fact], link: Callable[[str, str, str], str]
) -> SafeString:
    """A paragraph as HTML: text of users escaped, and for each figure the element that
    ``link(code, key, shown)`` gives (escaped too, unless it is marked safe)."""
    pieces = _filled(text, facts, link)
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _as_text(code: str, key: str, text: str) -> str:
    return text


def _filled(
    paragraph: str,
    facts: Mapping[str, Fact],
    link: Callable[[str, str, str], str] = _as_text,
) -> Iterator[str]:
    """The pieces of a paragraph. Where filed numbers follow one another only the
    first says where it was taken from; a computed one among them says so too."""
    at, told = 0, ""
    for match in PLACE.finditer(paragraph):
        yield paragraph[at : match.start()]
        at = match.end()
        code, aspect, key = match[1], match[2], match[3] or ""
        fact = facts.get(code)
        if fact is None:
            # A figure the product has no more; a check has made the report a draft.
            yield f"{{{match[0][1:-1]}}}"
            continue
        if not aspect:
            yield link(code, key, shown(value_of(fact, key), fact.unit))
            continue
        yield _compared(fact, key, aspect)
        source = _source(fact, key)
        if source != told and (source or told):
            yield filed_note(source) if source else "（上年数取自登记记录）"
            told = source
    yield paragraph[at:]


def _compared(fact: Fact, key: str, aspect: str) -> str:
    if aspect == "earlier":
        return shown(earlier_value(fact, key), fact.unit)
    return change_text(fact, key) or "上年无可比数据"


def _source(fact: Fact, key: str) -> str:
    has_value = earlier_value(fact, key) is not None
    return fact.earlier.source if fact.earlier and has_value else ""
