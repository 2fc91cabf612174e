"""Who is told of a due date: by hand, by unit, by institution."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from consumer_protection.core.deadlines import Due
from consumer_protection.core.models import RoleGrant, Unit, User
from consumer_protection.core.models.warning_step import HANDLER
from consumer_protection.core.roles import ROLES, Width, roles_allowing

_LAST_RESORT = "cp_officer"


class Directory:
    """Everybody who works here, by unit and role; read once for a whole run. Who has
    left is not in it."""

    def __init__(self) -> None:
        self.active = set(User.objects.active().values_list("pk", flat=True))
        self.parents = dict(Unit.objects.values_list("pk", "parent_id"))
        self.in_unit: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        self.in_root: dict[tuple[int | None, str], set[int]] = defaultdict(set)
        for person, role, unit, root in RoleGrant.objects.filter(
            user__in=User.objects.active()
        ).values_list("user_id", "role", "user__unit_id", "user__unit__root_id"):
            self.in_unit[unit, role].add(person)
            self.in_root[root, role].add(person)

    def told(self, due: Due, whom: Iterable[str]) -> set[int]:
        """The accounts that the steps' words mean for one thing."""
        found: set[int] = set()
        for one in whom:
            if one == HANDLER:
                found |= self._in_hand(due)
            elif _is_of_unit(one):
                found |= self._nearest(due, [one])
            else:
                found |= self.in_root.get((due.root_id, one), set())
        return found - due.never

    def _in_hand(self, due: Due) -> set[int]:
        """Named persons who still work here, else whoever may do it nearest to the
        unit, else in the institution: a due date is never nobody's."""
        named = (due.persons & self.active) - due.never
        if named:
            return set(named)
        roles = roles_allowing(due.may)
        return (
            self._nearest(due, roles)
            or self._anywhere(due, roles)
            or self._anywhere(due, [_LAST_RESORT])
        )

    def _nearest(self, due: Due, roles: Collection[str]) -> set[int]:
        """Of the unit itself, else of the first unit above it that has somebody."""
        for unit in self._upward(due.unit_id):
            found: set[int] = set()
            for role in roles:
                found |= self.in_unit.get((unit, role), set())
            if found - due.never:
                return found - due.never
        return set()

    def _anywhere(self, due: Due, roles: Collection[str]) -> set[int]:
        """Of those who see the whole institution: another branch cannot open it."""
        found: set[int] = set()
        for role in roles:
            if not _is_of_unit(role):
                found |= self.in_root.get((due.root_id, role), set())
        return found - due.never

    def _upward(self, unit: int | None) -> Iterator[int]:
        while unit is not None:
            yield unit
            unit = self.parents.get(unit)


def _is_of_unit(role: str) -> bool:
    """Whether the role looks after units, not after the whole institution."""
    widths = ROLES[role].sees.values() if role in ROLES else ()
    return max(widths, default=Width.ALL) < Width.ALL
