"""Marks gathered by the place they belong to.

Nothing here imports Django: the marking child uses it too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

Placed = tuple[str, int, int | None, str]


@dataclass(slots=True)
class RowMarks:
    """The wrong columns of one row, from 0, and every reason once."""

    columns: set[int] = field(default_factory=set)
    reasons: list[str] = field(default_factory=list)

    def told(self) -> str:
        return "\n".join(self.reasons)


MarksByRow = dict[int, RowMarks]


def by_place(marks: Iterable[Placed]) -> dict[str, MarksByRow]:
    """(sheet, row, column, reason) -> the marks of each row of each sheet."""
    places: dict[str, MarksByRow] = {}
    for sheet, row, column, reason in marks:
        marked = places.setdefault(sheet, {}).setdefault(row, RowMarks())
        if column is not None:
            marked.columns.add(column)
        if reason not in marked.reasons:
            marked.reasons.append(reason)
    return places
