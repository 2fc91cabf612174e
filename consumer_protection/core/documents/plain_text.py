"""Text that every spreadsheet can open, and that none of them runs."""

import re

_LONGEST_IN_CELL = 32_767
# Control characters but tab and line break, halves of surrogate pairs, and the
# two non-characters that make a workbook which never opens again.
_POISON = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufffe\\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# Spaces a spreadsheet may trim are looked through; the full-width signs count,
# because input methods and some programs fold them.
_RISKY = r"(?:[\t\r\n]|[\s\ufeff\u200b]*[=+\-@\uff1d\uff0b\uff0d\uff20])"
_TO_GUARD = re.compile(rf"'*{_RISKY}")
_GUARDED = re.compile(rf"'+{_RISKY}")


def visible(text: str) -> str:
    """Poison becomes a readable \\uXXXX; line breaks become one kind."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _POISON.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def for_workbook(text: str) -> str:
    """Text for an .xlsx cell; what is cut off leaves an ellipsis."""
    text = _LOOKS_ESCAPED.sub("_x005F_", visible(text))
    if len(text) > _LONGEST_IN_CELL:
        return text[: _LONGEST_IN_CELL - 1] + "…"
    return text


def guard(text: str) -> str:
    """An apostrophe keeps a spreadsheet from running a text of a .csv."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguard(text: str) -> str:
    """Undoes `guard`, so that our own export reads back as it was."""
    return text[1:] if _GUARDED.match(text) else text


def is_risky(text: str) -> bool:
    return _TO_GUARD.match(text) is not None
