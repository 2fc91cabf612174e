"""Reading as if one's scope ended at a unit and everything below it."""

from dataclasses import dataclass, field

from django.db.models import Q

from consumer_protection.core.models import Unit
from consumer_protection.core.roles import SUBJECTS, Width
from consumer_protection.core.scope import Asker, Scope


@dataclass(frozen=True, slots=True)
class _Narrowed(Scope):
    """``own`` is the scope it is narrowed from, ``below`` the unit's tree."""

    own: Scope = field(kw_only=True)

    def units(self, subject: str, path: str = "unit") -> Q:
        return self.own.units(subject, path) & Q(**{f"{path}_id__in": self.below})


class Within:
    """An asker who sees at most what they see anyway, and of that only what belongs
    to the unit and below."""

    def __init__(self, asker: Asker, unit: Unit) -> None:
        own, below = asker.scope, unit.below()
        self.scope = _Narrowed(
            unit.root_id,
            own.unit_id if own.unit_id in below else None,
            below,
            {subject: _width(own, subject) for subject in SUBJECTS},
            own.may,
            own=own,
        )


def _width(own: Scope, subject: str) -> Width:
    """The whole institution becomes everything below the unit."""
    if own.sees_all(subject):
        return Width.BELOW
    return own.widths.get(subject, Width.NONE)
