"""Which audits covered what: five years at one glance."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit, User

YEARS = 5


@dataclass(frozen=True, slots=True)
class Row:
    """``key`` is a code or a unit's id; ``counts`` stand by year, the oldest first."""

    key: str
    label: str
    counts: Sequence[int]

    @property
    def is_covered(self) -> bool:
        return any(self.counts)


@dataclass(frozen=True, slots=True)
class Coverage:
    years: Sequence[int]
    scopes: Sequence[Row]
    units: Sequence[Row]


def coverage(asker: User, until: int) -> Coverage:
    """Audits by focus and by unit in the five years up to ``until``: what a project
    names, and where it has findings. Drafts of the plan count as planned."""
    years = range(until - YEARS + 1, until + 1)
    projects = AuditProject.objects.visible_to(asker).of_years(years[0], until)
    scopes: dict[tuple[str, int], set[int]] = defaultdict(set)
    units: dict[tuple[str, int], set[int]] = defaultdict(set)
    for pk, year, codes in projects.values_list("pk", "year", "scopes"):
        for code in codes:
            scopes[code, year].add(pk)
    for pk, year, unit in projects.values_list("pk", "year", "audited"):
        if unit is not None:
            units[str(unit), year].add(pk)
    found = Finding.objects.visible_to(asker).filter(project__in=projects)
    told = found.values_list("project", "project__year", "scope", "unit").distinct()
    for pk, year, code, unit in told:
        units[str(unit), year].add(pk)
        if code:
            scopes[code, year].add(pk)
    own = Unit.objects.visible_to(asker).exclude(parent=None)
    there = own.valid_on(date(until, 12, 31)).order_by("code")
    names = {str(pk): name for pk, name in there.values_list("pk", "name")}
    return Coverage(
        years,
        _rows(code_list("audit_scope").labels, scopes, years),
        _rows(names, units, years),
    )


def _rows(
    names: dict[str, str], counted: dict[tuple[str, int], set[int]], years: range
) -> list[Row]:
    return [
        Row(key, name, [len(counted[key, year]) for year in years])
        for key, name in names.items()
    ]
