"""Columns that the lists of all registers share."""

from typing import Any

import django_tables2 as tables

from consumer_protection.core import pii
from consumer_protection.core.codes import label


class CodeColumn(tables.Column):
    """A code shown by its label of the list."""

    def __init__(self, code_list: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.code_list = code_list

    def render(self, value: str) -> str:
        return label(self.code_list, value)


class DayColumn(tables.Column):
    """A date as 2024-03-05."""

    def render(self, value: Any) -> str:
        return f"{value:%Y-%m-%d}"


class TextColumn(tables.Column):
    """Free text in one line, numbers of people masked, cut by the style sheet."""

    attrs = {"td": {"class": "cut"}}

    def render(self, value: str) -> str:
        return pii.mask_text(value)


class MaskedColumn(tables.Column):
    """Personal data, never whole in a list."""

    def __init__(self, kind: str = "name", *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("orderable", False)
        super().__init__(*args, **kwargs)
        self.kind = kind

    def render(self, value: str) -> str:
        return pii.MASKS[self.kind](value)
