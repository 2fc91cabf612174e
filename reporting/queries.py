"""What pages of reporting read."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from django.utils.timezone import localdate

from complaints import queries as complaints
from consumer_protection.core.base_figures import Base
from consumer_protection.core.codes import label
from consumer_protection.core.figures import (
    Fact,
    Ratio,
    figures_reader,
    opens_records,
    ratio,
)
from consumer_protection.core.models import User, ZeroReturn
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker
from reporting.figures import BOOK, facts, records_url, registers_used
from reporting.reports.changes import change_text, direction_of
from reporting.reports.earlier import with_earlier
from reporting.reports.values import shown, unit_shown, value_of


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure on a page: its value as text, and the list behind it; ``change`` since
    the year before in words, whose figure may be of an issued report (``source``)."""

    code: str
    label: str
    value: str
    unit: str
    url: str
    parts: tuple["FigureLine", ...] = ()
    change: str = ""
    direction: int | None = None
    source: str = ""
    basis: str = ""

    @property
    def has_value(self) -> bool:
        return self.value != "—"


def figure_lines(
    asker: User, period: Period, codes: Iterable[str] | None = None
) -> list[FigureLine]:
    """The figures the asker may know, with their divisions; without an address where
    the records behind them are not the asker's to see."""
    reader = figures_reader(asker)
    found = with_earlier(facts(reader, period, codes), reader, period)
    lines = [_line(fact, period.code, asker) for fact in found.values()]
    return [_by_unit(line, reader, period) for line in lines]


def _line(fact: Fact, period: str, asker: User) -> FigureLine:
    is_door = opens_records(asker, BOOK[fact.code])
    url = records_url(fact.code, period) if is_door else ""
    parts: tuple[FigureLine, ...] = ()
    value = fact.value
    if isinstance(value, dict):
        parts = tuple(_part(fact, key, period, is_door=is_door) for key in value)
        value = sum(value.values())
    return FigureLine(
        fact.code,
        str(BOOK[fact.code].label),
        shown(value, fact.unit),
        unit_shown(fact.unit),
        url,
        parts,
        change_text(fact),
        direction_of(fact),
        fact.earlier.source if fact.earlier else "",
        _basis(fact),
    )


def _part(fact: Fact, key: str, period: str, *, is_door: bool) -> FigureLine:
    url = records_url(fact.code, period, key) if is_door else ""
    count = str(value_of(fact, key))
    return FigureLine(fact.code, fact.labels.get(key, key), count, fact.unit, url)


def _basis(fact: Fact) -> str:
    """What a rate stands on: 17 ÷ 53,120 (2024年末客户数)."""
    if fact.denominator is None or fact.numerator is None:
        return ""
    note = f"（{fact.note}）" if fact.note else ""
    return f"{fact.numerator:,} ÷ {fact.denominator:,}{note}"


def _by_unit(line: FigureLine, reader: Asker, period: Period) -> FigureLine:
    """A rate on base figures has one for each unit that has a number of its own; it
    opens the unit's records."""
    figure = BOOK[line.code]
    if not isinstance(figure, Ratio) or not isinstance(figure.below, Base):
        return line
    counted = BOOK.get(f"{figure.above.code}.by_unit")
    counts = counted.fact(reader, period).value if counted else None
    if counted is None or not isinstance(counts, dict):
        return line
    bases = figure.below.by_unit(reader, period)
    parts = [
        FigureLine(
            line.code,
            name,
            shown(ratio(count, bases[name], figure.per), figure.unit),
            figure.unit,
            records_url(counted.code, period.code, name) if line.url else "",
        )
        for name, count in counts.items()
        if bases.get(name)
    ]
    return replace(line, parts=tuple(parts))


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
                localdate(one.declared_at) if one else None,
            )
        )
    return lines


def last_year_recorded(asker: User) -> int | None:
    """The year of the newest complaint the asker sees, for pages opened first."""
    return complaints.last_year(figures_reader(asker))


def waiting(asker: User, today: date) -> list[complaints.Waiting]:
    """What waits for the asker, most urgent first."""
    return complaints.waiting(asker, today) if asker.scope.sees("complaints") else []
