"""What pages of reporting read."""

from dataclasses import dataclass
from datetime import date

from complaints import queries as complaints
from consumer_protection.core.codes import label
from consumer_protection.core.figures import Fact, figures_reader, opens_records
from consumer_protection.core.models import User, ZeroReturn
from consumer_protection.core.periods import Period
from reporting.figures import BOOK, facts, records_url, registers_used
from reporting.reports.text import shown


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure on a page: its value as text, and the list behind it."""

    code: str
    label: str
    value: str
    unit: str
    url: str
    parts: tuple["FigureLine", ...] = ()

    @property
    def has_value(self) -> bool:
        return self.value != "—"


def figure_lines(asker: User, period: Period) -> list[FigureLine]:
    """Every figure the asker may know, with its divisions; without an address where
    the records behind it are not the asker's to see."""
    found = facts(figures_reader(asker), period)
    return [_line(fact, period.code, asker) for fact in found.values()]


def _line(fact: Fact, period: str, asker: User) -> FigureLine:
    is_door = opens_records(asker, BOOK[fact.code])
    url = records_url(fact.code, period) if is_door else ""
    name = str(BOOK[fact.code].label)
    if isinstance(fact.value, dict):
        parts = tuple(
            FigureLine(
                fact.code,
                fact.labels.get(key, key),
                str(count),
                fact.unit,
                records_url(fact.code, period, key) if is_door else "",
            )
            for key, count in fact.value.items()
        )
        total = str(sum(fact.value.values()))
        return FigureLine(fact.code, name, total, fact.unit, url, parts)
    unit = "" if fact.unit == "%" else fact.unit
    return FigureLine(fact.code, name, shown(fact.value, fact.unit), unit, url)


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A register in a period: in use at all, and answered for as complete by whom."""

    register: str
    label: str
    is_used: bool
    declared_by: str
    declared_on: date | None


def register_lines(asker: User, period: Period) -> list[RegisterLine]:
    root_id = asker.scope.root_id
    found = ZeroReturn.objects.filter(root_id=root_id, period=period.code)
    declared = {one.register: one for one in found.select_related("declared_by")}
    lines = []
    for name, is_used in registers_used(asker).items():
        one = declared.get(name)
        lines.append(
            RegisterLine(
                name,
                label("register", name),
                is_used,
                str(one.declared_by) if one else "",
                one.declared_at.date() if one else None,
            )
        )
    return lines


def last_year_recorded(asker: User) -> int | None:
    """The year of the newest complaint the asker sees, for pages opened first."""
    return complaints.last_year(figures_reader(asker))


def waiting(asker: User, today: date) -> list[complaints.Waiting]:
    """What waits for the asker, most urgent first."""
    return complaints.waiting(asker, today) if asker.scope.sees("complaints") else []
