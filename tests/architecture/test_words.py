"""No string of the interface is left untranslated."""

import io
import re

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

from tests.architecture.house import PROJECT, name_of, sources, templates

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}


@pytest.fixture(scope="module")
def catalogue():
    path = PROJECT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    return read_po(io.BytesIO(path.read_bytes()), locale="zh_Hans")


def messages():
    """(where, message) of every translated string of code and templates."""
    for path in sources():
        yield from found_in(name_of(path), path.read_text(encoding="utf-8"))
    for path in templates():
        if path.suffix == ".html":
            text = templatize(path.read_text(encoding="utf-8"), origin=str(path))
            # Indentation of HTML is none of Python's.
            text = "\n".join(line.strip() for line in text.splitlines())
            yield from found_in(name_of(path), text)


def found_in(where, source):
    for _line, message, _comments, _context in extract(
        "python", io.BytesIO(source.encode()), keywords=KEYWORDS
    ):
        yield where, message[0] if isinstance(message, tuple) else message


def test_every_string_has_a_chinese_translation(catalogue):
    missing = {
        message: where
        for where, message in messages()
        if message
        and not ((entry := catalogue.get(message)) and entry.string and not entry.fuzzy)
    }

    assert missing == {}


def test_every_translation_keeps_its_placeholders(catalogue):
    broken = [
        entry.id
        for entry in catalogue
        if isinstance(entry.id, str)
        and entry.id
        and placeholders(entry.id) != placeholders(entry.string)
    ]

    assert broken == []


def placeholders(text):
    return sorted(re.findall(r"%\(\w+\)[sd]|%[sd]|\{\w*\}", text or ""))


def test_no_word_goes_by_a_name_the_catalogue_does_not_know():
    """Under another name than these a text would be missed above."""
    alias = re.compile(r"import \w*gettext\w* as (?!_$)(\w+)", re.MULTILINE)
    found = {
        name_of(path): told
        for path in sources()
        if (told := alias.findall(path.read_text(encoding="utf-8")))
    }

    assert found == {}
