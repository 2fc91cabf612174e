"""What the pages of filed figures and of two years side by side read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from consumer_protection.core.codes import code_list
from consumer_protection.core.figures import Breakdown, Fact, figures_reader
from consumer_protection.core.models import User
from consumer_protection.core.periods import Period, parse_period
from reporting.figures import BOOK, facts, records_url
from reporting.models import FiledFigure, IssuedReport
from reporting.reports.changes import change_text, direction_of
from reporting.reports.earlier import Beside, beside, filed_years, with_earlier
from reporting.reports.values import earlier_value, shown, unit_shown


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A filed figure beside the computed one; ``url`` opens the computed records."""

    figure: FiledFigure
    label: str
    filed: str
    computed: str
    difference: str
    is_contradiction: bool
    url: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A figure of this year and the last. ``earlier`` is the one that holds, with its
    origin; ``filed`` stands beside it where it is known both ways."""

    code: str
    label: str
    now: str
    earlier: str
    change: str
    direction: int | None
    source: str
    url: str
    earlier_url: str
    filed: FiledLine | None


def filed_standing(asker: User, year: int) -> dict[tuple[str, str], str]:
    """(code, key) → value of every figure of the year that is filed already."""
    found = FiledFigure.objects.visible_to(asker).standing().filter(year=year)
    return {(one.code, one.key): _told(one) for one in found}


def filed_lines(asker: User, report: IssuedReport) -> list[FiledLine]:
    """The report's standing figures beside the computed ones."""
    found = beside(asker, _year(report.year))
    return [_filed_line(one) for one in found if one.filed.report_id == report.pk]


def contradicting(asker: User) -> list[FiledLine]:
    """Filed figures that differ from the computed ones, of every year: warnings of
    data quality, since one of the two is wrong or counts something else."""
    return [
        _filed_line(one)
        for year in filed_years(asker)
        for one in beside(asker, _year(year))
        if one.is_contradiction
    ]


def compared_lines(asker: User, period: Period) -> list[ComparedLine]:
    """Figures that have a value in one year at least, both years side by side."""
    reader = figures_reader(asker)
    codes = [code for code, one in BOOK.items() if not isinstance(one, Breakdown)]
    now = with_earlier(facts(reader, period, codes), reader, period)
    before = period.a_year_earlier
    both = {one.code: one for one in beside(reader, before) if one.computed is not None}
    return [
        _compared(fact, period, both.get(fact.code))
        for fact in now.values()
        if fact.value is not None or fact.earlier is not None
    ]


def name_of(code: str, key: str = "") -> str:
    """A figure, or a part of one, in words."""
    figure = BOOK.get(code)
    if figure is None:
        return code
    if not key:
        return str(figure.label)
    labels = code_list(figure.codes).labels if isinstance(figure, Breakdown) else {}
    return f"{figure.label}：{labels.get(key, key)}"


def withdrawn_names(
    figures: Iterable[FiledFigure],
) -> list[tuple[FiledFigure, str, str]]:
    return [(one, name_of(one.code, one.key), _told(one)) for one in figures]


def _year(year: int) -> Period:
    return parse_period(str(year), as_of=timezone.localdate())


def _told(one: FiledFigure) -> str:
    unit = BOOK[one.code].unit if one.code in BOOK else ""
    return shown(one.number, unit) + unit_shown(unit)


def _filed_line(one: Beside) -> FiledLine:
    unit = BOOK[one.code].unit
    is_known = one.computed is not None
    return FiledLine(
        one.filed,
        name_of(one.code, one.key),
        _told(one.filed),
        shown(one.computed, unit) + unit_shown(unit) if is_known else "—",
        f"{one.difference:+g}" if one.difference else "",
        one.is_contradiction,
        records_url(one.code, str(one.year), one.key) if is_known else "",
    )


def _compared(fact: Fact, period: Period, filed: Beside | None) -> ComparedLine:
    unit = unit_shown(fact.unit)
    then = earlier_value(fact)
    # Lists open for whole periods; that of a running one has no list of its own.
    opens = fact.earlier and not fact.earlier.is_filed and not period.is_running
    return ComparedLine(
        fact.code,
        name_of(fact.code),
        "—" if fact.value is None else shown(fact.value, fact.unit) + unit,
        "—" if then is None else shown(then, fact.unit) + unit,
        change_text(fact),
        direction_of(fact),
        fact.earlier.source if fact.earlier else "",
        records_url(fact.code, period.code) if fact.value is not None else "",
        records_url(fact.code, period.a_year_earlier.code) if opens else "",
        _filed_line(filed) if filed else None,
    )
