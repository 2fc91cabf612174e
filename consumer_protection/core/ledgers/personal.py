"""How people write personal data in cells: names, phones, identity numbers."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from consumer_protection.core import pii
from consumer_protection.core.documents.sheets import Cell
from consumer_protection.core.ledgers.declaration import CellError, Setting
from consumer_protection.core.ledgers.parsers import PlainValue, Text, cell_text

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")
_IDENTITY = re.compile(r"\d{17}[\dX]|\d{15}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_OLDEST = 120


def refuse_masked(text: str) -> None:
    """A masked value is not data: taking it would overwrite what it hides."""
    if "*" in text or "＊" in text:
        advice = _("This file is masked: import one exported with personal data.")
        raise CellError("value.masked", advice)


@dataclass(frozen=True, slots=True)
class PersonName(PlainValue):
    def read(self, cell: Cell, setting: Setting) -> str:
        text = Text(120).read(cell, setting)
        refuse_masked(text)
        return text


@dataclass(frozen=True, slots=True)
class Phone(PlainValue):
    """An 11-digit mobile, or area code and 7-8 digits; stored without separators."""

    def read(self, cell: Cell, setting: Setting) -> str:
        text = pii.normalise("number", cell_text(cell))
        refuse_masked(text)
        if _MOBILE.fullmatch(text) or _LANDLINE.fullmatch(text):
            return text
        advice = _("Neither an 11-digit mobile nor area code with 7-8 digits.")
        raise CellError("phone.unreadable", advice)


@dataclass(frozen=True, slots=True)
class Identity(PlainValue):
    """An identity number as text: Excel drops digits of a number that long."""

    def read(self, cell: Cell, setting: Setting) -> str:
        if cell.is_number:
            advice = _(
                "Excel lost digits of this number: format the column as text and type it anew."
            )
            raise CellError("identity.is_number", advice)
        text = pii.normalise("number", cell_text(cell))
        refuse_masked(text)
        if not _IDENTITY.fullmatch(text):
            raise CellError(
                "identity.length", _("An identity number has 18 characters.")
            )
        return text


def identity_doubt(number: str, today: date) -> str:
    """Why the number is doubtful (checksum, age), or nothing."""
    if len(number) != 18:
        return ""
    total = sum(
        int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False)
    )
    if _CHECKS[total % 11] != number[-1]:
        return _("The check digit is wrong: compare it with the document.")
    if today.year - int(number[6:10]) > _OLDEST:
        return _("This person would be over 120: compare it with the document.")
    return ""
