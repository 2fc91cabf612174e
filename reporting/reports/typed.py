"""Sections as people type them, figures in braces, and back.

{complaints.received}, {complaints.received@change}, {complaints.received.by_unit:营业部}:
the places of ``text`` in braces. A brace that is meant as such is written twice. In a
key a backslash stands before a brace and before a backslash.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consumer_protection.core.documents.glyphs import missing_glyphs
from reporting.reports.nearest import nearest_figures, nearest_of
from reporting.reports.text import PLACE, place, without_places

LONGEST = 20_000
ASPECTS = ("change", "earlier")
_TOKEN = re.compile(
    r"(?P<twice>\{\{|\}\})|\{(?P<body>(?:[^{}\\\n]|\\.)*)\}|(?P<lone>[{}])"
)
_BODY = re.compile(
    r"\s*(?P<code>[^@:＠：]*?)\s*(?:[@＠]\s*(?P<aspect>[^:：]*?)\s*)?(?:[:：](?P<key>.*))?"
)
_ESCAPE = re.compile(r"\\(.)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# As much of a wrong spot as a message shows.
_SHOWN = 30

Keys = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Known:
    """``labels``: figure code → label; ``keys``: the parts of those figures that are
    divided, key → label. A part may be typed by either."""

    labels: Mapping[str, str]
    keys: Keys

    def key_of(self, code: str, named: str) -> str:
        """The key of a part typed by key or label; as it was typed where neither is
        known."""
        parts = self.keys.get(code, {})
        if named in parts:
            return named
        return next((key for key, label in parts.items() if label == named), named)


@dataclass(frozen=True, slots=True)
class Read:
    """``text`` has figures as places, and what is wrong as it was typed;
    ``problems`` say for people what to correct."""

    text: str
    problems: tuple[str, ...]


def typed(text: str) -> str:
    """A text with places as people read and type it."""
    pieces, at = [], 0
    for match in PLACE.finditer(text):
        pieces.append(_doubled(text[at : match.start()]))
        pieces.append(typed_place(match[1], match[3] or "", match[2] or ""))
        at = match.end()
    return "".join([*pieces, _doubled(text[at:])])


def typed_place(code: str, key: str = "", aspect: str = "") -> str:
    asked = f"{code}@{aspect}" if aspect else code
    escaped = re.sub(r"[{}\\]", r"\\\g<0>", key)
    return f"{{{asked}:{escaped}}}" if key else f"{{{asked}}}"


def read_typed(given: str, known: Known) -> Read:
    """A typed text as one with places. Brackets of places typed by hand are text."""
    text = _tidy(without_places(given))
    pieces: list[str] = []
    problems = list(_unprintable(text))
    at = 0
    for match in _TOKEN.finditer(text):
        pieces.append(text[at : match.start()])
        at = match.end()
        found = _token(match, text, known)
        pieces.append(found.text)
        problems += found.problems
    whole = "".join([*pieces, text[at:]])
    if not whole:
        problems.append(_("Write the text of this section."))
    if len(whole) > LONGEST:
        message = _("The text is longer than %(count)d characters.")
        problems.append(message % {"count": LONGEST})
    return Read(whole, tuple(dict.fromkeys(problems)))


def _token(match: re.Match[str], text: str, known: Known) -> Read:
    if match["twice"]:
        return Read(match["twice"][0], ())
    if match["lone"]:
        return Read(match[0], (_lone(match, text),))
    parts = _BODY.fullmatch(match["body"])
    code = parts["code"] if parts else match["body"]
    aspect = (parts["aspect"] or "") if parts else ""
    key = _ESCAPE.sub(r"\1", parts["key"] or "").strip() if parts else ""
    key = known.key_of(code, key)
    problem = _problem(match[0], (code, aspect, key), known)
    return Read(match[0], (problem,)) if problem else Read(place(code, key, aspect), ())


def _problem(shown: str, asked: tuple[str, str, str], known: Known) -> str:
    code, aspect, key = asked
    shown = shown[:80]
    if code not in known.labels:
        message = _("%(typed)s: there is no such figure. Nearest: %(nearest)s")
        nearest = "、".join(
            f"{{{near}}} {known.labels[near]}"
            for near in nearest_figures(code, known.labels)
        )
        return message % {"typed": shown, "nearest": nearest}
    if aspect and aspect not in ASPECTS:
        message = _("%(typed)s: behind @ stands change or earlier.")
        return message % {"typed": shown}
    if key and code not in known.keys:
        message = _("%(typed)s: this figure is not divided into parts.")
        return message % {"typed": shown}
    if key and key not in known.keys[code]:
        message = _("%(typed)s: the figure has no such part. Nearest: %(nearest)s")
        parts = known.keys[code]
        nearest = "、".join(nearest_of(key, {*parts, *parts.values()}))
        return message % {"typed": shown, "nearest": nearest}
    return ""


def _lone(match: re.Match[str], text: str) -> str:
    if match[0] == "{":
        rest = text[match.start() :].split("\n", 1)[0][:_SHOWN]
        message = _("“%(place)s”: the brace is not closed. Twice it stands for itself.")
        return message % {"place": rest}
    line = text[: match.end()].rsplit("\n", 1)[-1][-_SHOWN:]
    message = _("“%(place)s”: no brace is open here. Twice it stands for itself.")
    return message % {"place": line}


def _unprintable(text: str) -> Iterator[str]:
    controls = sorted({f"U+{ord(char):04X}" for char in _CONTROL.findall(text)})
    missing = missing_glyphs(_CONTROL.sub("", text))
    if controls or missing:
        message = _("These characters cannot be printed: %(characters)s")
        yield message % {"characters": "、".join([*controls, *missing][:20])}


def _tidy(text: str) -> str:
    """One kind of line break; paragraphs without blank lines between."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _doubled(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")
