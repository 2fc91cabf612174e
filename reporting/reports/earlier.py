"""The figures of a year before: computed from records, or else as filed then.

The rule, figure by figure: the computed figure holds where its register was in use in
that period, that is where the register's first record is of that period or an earlier
one, and the figure has a value. Else the figure filed in an issued report holds, for
whole years and for those whose figures are the institution's. Else there is none.
The two are never added, averaged or corrected by one another.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from consumer_protection.core.figures import (
    AnyFigure,
    Breakdown,
    Earlier,
    Fact,
    Number,
    counts_everything,
)
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker
from reporting.figures import BOOK
from reporting.models import FiledFigure
from reporting.reports.text import without_places

Value = Number | dict[str, int | float]
# A filed rate was rounded by hand; less than this apart they agree.
_ROUNDING = 0.005


@dataclass(frozen=True, slots=True)
class Beside:
    """One figure of one year, both ways it is known."""

    code: str
    key: str
    year: int
    computed: Number
    filed: FiledFigure

    @property
    def difference(self) -> Number:
        if self.computed is None:
            return None
        return round(self.computed - float(self.filed.value), 2)

    @property
    def is_contradiction(self) -> bool:
        return self.difference is not None and abs(self.difference) > _ROUNDING


class Years:
    """What is known of one period: register use is asked once, filed figures too."""

    def __init__(self, asker: Asker, period: Period) -> None:
        self.asker, self.period = asker, period
        self._used: dict[str, bool] = {}
        self.filed = _filed(asker, period.start.year) if _is_whole_year(period) else {}

    def is_used(self, figure: AnyFigure) -> bool:
        """Whether the figure's register was in use in the period."""
        register = figure.source.register
        if register not in self._used:
            first = figure.source.first_day(self.asker)
            self._used[register] = first is not None and first < self.period.end
        return self._used[register]

    def computed(self, code: str) -> Value:
        figure = BOOK[code]
        if not self.is_used(figure):
            return None
        value: Value = figure.fact(self.asker, self.period).value  # type: ignore[assignment]
        return value

    def earlier(self, code: str) -> Earlier | None:
        """The figure as it holds, or None."""
        computed, filed = self.computed(code), self.filed.get(code, {})
        is_whole = _is_whole_year(self.period)
        if computed is not None:
            return Earlier(computed, "computed", self.period.code, is_whole)
        if not filed or not counts_everything(self.asker, BOOK[code]):
            return None
        cited = dict.fromkeys(one.report.cited for one in filed.values())
        pages = dict.fromkeys(one.page for one in filed.values() if one.page)
        return Earlier(
            _value(BOOK[code], filed),
            "filed",
            self.period.code,
            is_whole,
            without_places("、".join(cited)),
            "、".join(pages),
        )


def with_earlier(
    facts: Mapping[str, Fact], asker: Asker, period: Period
) -> dict[str, Fact]:
    """The facts, each with the figure of the same period a year before."""
    before = Years(asker, period.a_year_earlier)
    return {
        code: replace(fact, earlier=before.earlier(code))
        for code, fact in facts.items()
    }


def beside(asker: Asker, period: Period) -> Iterator[Beside]:
    """Every figure filed for the period, beside the computed one where there is one."""
    known = Years(asker, period)
    for code, filed in known.filed.items():
        computed = known.computed(code)
        for key, one in filed.items():
            yield Beside(code, key, one.year, _part(computed, key), one)


def contradictions(asker: Asker, periods: list[Period]) -> list[Beside]:
    """Filed figures that differ from the computed ones of the same years."""
    return [
        one
        for period in periods
        for one in beside(asker, period)
        if one.is_contradiction
    ]


def filed_years(asker: Asker) -> list[int]:
    found = FiledFigure.objects.visible_to(asker).standing().order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def _is_whole_year(period: Period) -> bool:
    return len(period.months) == 12 and period.end.month == period.end.day == 1


def _filed(asker: Asker, year: int) -> dict[str, dict[str, FiledFigure]]:
    found = FiledFigure.objects.visible_to(asker).standing().filter(year=year)
    filed: dict[str, dict[str, FiledFigure]] = {}
    for one in found.select_related("report").order_by("code", "key"):
        if one.code in BOOK:
            filed.setdefault(one.code, {})[one.key] = one
    return filed


def _value(figure: AnyFigure, filed: Mapping[str, FiledFigure]) -> Value:
    if isinstance(figure, Breakdown):
        return {key: one.number or 0 for key, one in filed.items()}
    return next(iter(filed.values())).number


def _part(value: Value, key: str) -> Number:
    if isinstance(value, dict):
        return value.get(key, 0)
    return value
