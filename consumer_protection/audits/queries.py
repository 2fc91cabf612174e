"""Which audits covered what in five years; what is there in which outlet."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from consumer_protection.audits.models import AuditProject, Finding, OutletCheck
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


@dataclass(frozen=True, slots=True)
class Line:
    """One outlet: its last check of the year, of each item what was last said: yes, no,
    or nothing; and the stage of its service standard, in whatever year it was told."""

    unit: Unit
    check: OutletCheck | None
    cells: Sequence[str]
    stage: str

    @property
    def is_certified(self) -> bool:
        return self.stage == "certify"


@dataclass(frozen=True, slots=True)
class Outlets:
    items: Sequence[str]
    lines: Sequence[Line]
    lacking: Sequence[int]

    @property
    def stages(self) -> Sequence[tuple[str, int]]:
        """How many outlets stand at each stage, in the order of the stages."""
        at = Counter(line.stage for line in self.lines)
        names = code_list("standard_stage").labels
        return [(name, at[code]) for code, name in names.items()]

    @property
    def unchecked(self) -> int:
        return sum(line.check is None for line in self.lines)


def outlets(asker: User, year: int) -> Outlets:
    """Each outlet of the asker's with what its checks of the year say, the newest word
    on each item; three queries however many outlets."""
    items = code_list("facility_item").labels
    until = date(year, 12, 31)
    units = Unit.objects.visible_to(asker).outlets().valid_on(until).order_by("code")
    if not asker.scope.sees_all("audits"):
        units = units.filter(pk__in={asker.scope.unit_id, *asker.scope.below})
    of_unit: dict[int, list[OutletCheck]] = defaultdict(list)
    visible = OutletCheck.objects.visible_to(asker).filter(checked_on__year=year)
    for one in visible.order_by("checked_on", "pk"):
        of_unit[one.unit_id].append(one)
    stages = _stages(asker, until)
    lines = [
        _line(unit, of_unit[unit.pk], list(items), stages.get(unit.pk, ""))
        for unit in units
    ]
    lacking = [
        sum(line.cells[place] == "no" for line in lines) for place in range(len(items))
    ]
    return Outlets(list(items.values()), lines, lacking)


def _stages(asker: User, until: date) -> dict[int, str]:
    """The stage of each outlet as it was last told up to that day."""
    visible = OutletCheck.objects.visible_to(asker).filter(checked_on__lte=until)
    told = visible.exclude(stage="").last_of_each()
    return dict(told.values_list("unit", "stage"))


def _line(
    unit: Unit, checks: Sequence[OutletCheck], items: Sequence[str], stage: str
) -> Line:
    said: dict[str, str] = {}
    for check in checks:
        said |= dict.fromkeys(check.present, "yes") | dict.fromkeys(check.lacking, "no")
    return Line(
        unit,
        checks[-1] if checks else None,
        [said.get(item, "") for item in items],
        stage,
    )
