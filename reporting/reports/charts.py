"""The small charts of a report, drawn from the figures its snapshot froze."""

from dataclasses import replace

from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.plain_text import visible
from consumer_protection.core.figures import Fact
from reporting.reports.changes import filed_note
from reporting.reports.frozen import Frozen
from reporting.reports.values import earlier_value

# More bars than this are no shape any more: the rest becomes one bar.
_MOST, _REST = 8, "其他"
_Values = dict[str, int | float | None]
_MONTHS = "complaints.received.by_month"
DRAWN = (
    _MONTHS,
    "complaints.received.by_source",
    "complaints.received.by_category",
)


def charts_of(frozen: Frozen) -> dict[str, Chart]:
    """By the code of the figure, numbered as they follow each other in annex 3."""
    drawn = [chart_of(frozen, code) for code in frozen.facts]
    found = [
        (code, chart)
        for code, chart in zip(frozen.facts, drawn, strict=True)
        if chart is not None
    ]
    return {
        code: replace(chart, number=number)
        for number, (code, chart) in enumerate(found, 1)
    }


def chart_of(frozen: Frozen, code: str) -> Chart | None:
    """None for a figure that is not drawn, and where there is nothing to compare:
    fewer than two parts with a count."""
    fact = frozen.facts.get(code)
    if code not in DRAWN or fact is None or not isinstance(fact.value, dict):
        return None
    if sum(1 for count in fact.value.values() if count) < 2:
        return None
    now: _Values = dict(fact.value)
    then = earlier_parts(fact)
    if code != _MONTHS:
        now, then = _shortened(now, then)
    series = [Series(_name(fact, then=False), tuple(now.values()))]
    if then:
        series.insert(0, Series(_name(fact, then=True), tuple(then.values())))
    labels = (_label(fact, key) for key in now)
    return Chart(
        visible(frozen.labels[code]),
        fact.unit,
        tuple(labels),
        tuple(series),
        is_standing=code == _MONTHS,
        note=earlier_note(fact) if then else "",
    )


def earlier_parts(fact: Fact) -> _Values:
    """The parts of the year before, in the order of this year's; months match by
    their number. Nothing where no part is known."""
    if fact.earlier is None or not isinstance(fact.value, dict):
        return {}
    found: _Values = {
        key: earlier_value(fact, _a_year_before(key)) for key in fact.value
    }
    return found if any(value is not None for value in found.values()) else {}


def earlier_note(fact: Fact) -> str:
    """Where a filed figure was taken from."""
    if fact.earlier is None or not fact.earlier.is_filed:
        return ""
    return visible(filed_note(fact.earlier.source))


def _a_year_before(key: str) -> str:
    """2024-05 becomes 2023-05; any other key stays."""
    year, dash, month = key.partition("-")
    is_month = dash and year.isdecimal() and month.isdecimal() and len(key) == 7
    return f"{int(year) - 1}-{month}" if is_month else key


def _shortened(now: _Values, then: _Values) -> tuple[_Values, _Values]:
    """Never a rest of one: that part can stand under its own name."""
    if len(now) <= _MOST:
        return now, then
    kept = list(now)[: _MOST - 1]
    rest = [key for key in now if key not in kept]
    shorter = {key: now[key] for key in kept} | {_REST: _sum(now, rest)}
    if not then:
        return shorter, then
    return shorter, {key: then[key] for key in kept} | {_REST: _sum(then, rest)}


def _sum(values: _Values, keys: list[str]) -> int | float | None:
    """Unknown where one part is unknown."""
    known = [value for key in keys if (value := values[key]) is not None]
    return sum(known) if len(known) == len(keys) else None


def _label(fact: Fact, key: str) -> str:
    if fact.code == _MONTHS:
        return f"{int(key.rpartition('-')[2])}月"
    return visible(fact.labels.get(key, key))


def _name(fact: Fact, *, then: bool) -> str:
    is_year = fact.earlier is None or fact.earlier.is_whole_year
    if then:
        return "上年" if is_year else "上年同期"
    return "本年" if is_year else "本期"
