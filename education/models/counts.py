"""Counts that people may have rounded."""

from typing import ClassVar

from django.db import models

from consumer_protection.core.ledgers.parsers import Count


class Counted(models.Model):
    """Beside each of ``COUNTS`` stands ``<name>_is_approx``: 600余人 is 600, rounded."""

    COUNTS: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    def count(self, name: str) -> Count | None:
        value = getattr(self, name)
        if value is None:
            return None
        return Count(value, getattr(self, f"{name}_is_approx"))

    def set_count(self, name: str, count: Count | None) -> None:
        setattr(self, name, None if count is None else count.value)
        setattr(self, f"{name}_is_approx", count is not None and count.is_approx)
