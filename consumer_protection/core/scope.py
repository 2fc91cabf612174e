"""What one asker may see: computed once per request, task or command.

``visible_to`` of a queryset is the only reader of a scope.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self

from django.db import models
from django.db.models import Q

from consumer_protection.core.roles import ROLES, SUBJECTS, Width


@dataclass(frozen=True, slots=True)
class Scope:
    """Sees whole trees below ``root_id`` where wide, else single units.

    ``widths`` holds the widest width of each subject; ``below`` the ids of the
    asker's unit and everything under it; ``everywhere`` is the system account's.
    """

    root_id: int | None
    unit_id: int | None
    below: frozenset[int]
    widths: Mapping[str, Width]
    may: frozenset[str]
    everywhere: bool = False

    def units(self, subject: str, path: str = "unit") -> Q:
        """The condition that a record's unit, reached by ``path``, is in scope."""
        if self.everywhere:
            # An empty Q would vanish when joined to another condition by "or".
            return Q(pk__isnull=False)
        width = self.widths.get(subject, Width.NONE)
        if width is Width.ALL and self.root_id is not None:
            return Q(**{f"{path}__root_id": self.root_id})
        if width is Width.BELOW:
            return Q(**{f"{path}_id__in": self.below})
        if width is Width.OWN_UNIT and self.unit_id is not None:
            return Q(**{f"{path}_id": self.unit_id})
        return Q(pk__in=[])

    def sees(self, subject: str) -> bool:
        return self.everywhere or self.widths.get(subject, Width.NONE) > Width.NONE

    def sees_all(self, subject: str) -> bool:
        return self.everywhere or self.widths.get(subject) is Width.ALL

    def allows(self, clearance: str) -> bool:
        return self.everywhere or not clearance or clearance in self.may


class Asker(Protocol):
    """Whoever reads: a user with a scope."""

    @property
    def scope(self) -> Scope: ...


class InstitutionWide:
    """Everything of the asker's institution: to ask whether there is anything, and
    for those who may know its figures without seeing the records behind them."""

    def __init__(self, asker: Asker) -> None:
        own = asker.scope
        widths = dict.fromkeys(SUBJECTS, Width.ALL)
        self.scope = Scope(
            own.root_id,
            None,
            frozenset(),
            widths,
            frozenset(),
            everywhere=own.everywhere,
        )


class ScopedQuerySet(models.QuerySet[Any]):
    """A queryset of a top noun; ``unit_path`` leads from the record to its unit."""

    subject: ClassVar[str]
    unit_path: ClassVar[str] = "unit"

    def visible_to(self, asker: Asker) -> Self:
        return self.filter(asker.scope.units(self.subject, self.unit_path))


def combine(codes: Iterable[str]) -> tuple[dict[str, Width], frozenset[str]]:
    """The widest widths and all clearances of several roles."""
    roles = [ROLES[code] for code in codes if code in ROLES]
    widths = {
        subject: max(
            (role.sees.get(subject, Width.NONE) for role in roles), default=Width.NONE
        )
        for subject in SUBJECTS
    }
    may = frozenset(clearance for role in roles for clearance in role.may)
    return widths, may
