"""What rows of campaigns and trainings hold alike: codes and counts."""

from collections.abc import Iterable
from typing import Any

from consumer_protection.core.ledgers.declaration import Column
from education.models import Campaign, Training


def values_of(record: Campaign | Training, columns: Iterable[Column]) -> dict[str, Any]:
    return {column.field: _value(record, column.field) for column in columns}


def _value(record: Campaign | Training, name: str) -> Any:
    if name in record.COUNTS:
        return record.count(name)
    value = getattr(record, name)
    return tuple(value) if isinstance(value, list) else value
