"""A method of assessment as data: elements, indicators, points, rules, grades, vetoes.

Read from TOML; whatever does not add up is named before anything is scored by it.
"""

import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from reporting.scoring.rules import Rule, read_rule

WHOLE = Decimal(100)
_FOLDER = Path(__file__).parent / "methods"
_EFFECTS = frozenset({"total_at_most", "grades_down", "indicator_zero", "element_zero"})


class MethodInvalid(Exception):
    """The method is not used; ``problems`` are sentences that say what to mend."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Grade:
    """From ``least`` points on, inclusive."""

    name: str
    least: Decimal


@dataclass(frozen=True, slots=True)
class Element:
    code: str
    name: str
    points: Decimal


@dataclass(frozen=True, slots=True)
class Indicator:
    """``how`` and ``evidence`` are for people; without rules somebody enters the score."""

    code: str
    name: str
    element: str
    points: Decimal
    how: str
    evidence: str
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """Something that outweighs points. ``effect`` is one of ``total_at_most`` (value:
    points), ``grades_down`` (value: how many), ``indicator_zero``, ``element_zero``
    (``target`` names which)."""

    code: str
    name: str
    basis: str
    effect: str
    value: Decimal = Decimal(0)
    target: str = ""


@dataclass(frozen=True, slots=True)
class Method:
    """``most_deducted`` is what supervision (监督检查) may take from the total; zero
    where the method knows no such deduction. Valid from the first to the last year."""

    code: str
    name: str
    basis: str
    first_year: int
    last_year: int | None
    most_deducted: Decimal
    elements: tuple[Element, ...]
    indicators: tuple[Indicator, ...]
    grades: tuple[Grade, ...]
    vetoes: tuple[Veto, ...]

    def grade(self, total: Decimal, down: int = 0) -> Grade:
        """That of the total, lowered by ``down``; never below the last."""
        found = next(n for n, one in enumerate(self.grades) if total >= one.least)
        return self.grades[min(found + down, len(self.grades) - 1)]

    def of_element(self, code: str) -> tuple[Indicator, ...]:
        return tuple(one for one in self.indicators if one.element == code)

    @property
    def figures(self) -> frozenset[str]:
        """The figures its rules stand on."""
        return frozenset(
            name for one in self.indicators for rule in one.rules for name in rule.asks
        )

    def is_valid_in(self, year: int) -> bool:
        return self.first_year <= year and year <= (self.last_year or year)


@cache
def shipped(known: frozenset[str]) -> Mapping[str, Method]:
    """The methods that come with the product, newest first."""
    indicators = tomllib.loads((_FOLDER / "indicators.toml").read_text("utf-8"))
    found = [
        read_method(path.read_text("utf-8"), indicators["indicator"], known)
        for path in _FOLDER.glob("method_*.toml")
    ]
    found.sort(key=lambda one: -one.first_year)
    return {one.code: one for one in found}


def read_method(
    text: str, indicators: Mapping[str, Any], known: Collection[str]
) -> Method:
    """``indicators`` is the common table, by code; ``known`` are the codes of figures
    there are. Raises MethodInvalid."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MethodInvalid([str(error)]) from error
    method = _read(data, indicators)
    problems = [
        *_wrong_sums(method),
        *_wrong_names(method, known),
        *_wrong_ends(method),
    ]
    if problems:
        raise MethodInvalid(problems)
    return method


def _read(data: Mapping[str, Any], indicators: Mapping[str, Any]) -> Method:
    lacking = [code for code in data["points"] if code not in indicators]
    if lacking:
        told = _("No such indicator: %(codes)s.") % {"codes": "、".join(lacking)}
        raise MethodInvalid([told])
    return Method(
        code=data["code"],
        name=data["name"],
        basis=data["basis"],
        first_year=data["first_year"],
        last_year=data.get("last_year"),
        most_deducted=Decimal(str(data.get("most_deducted", 0))),
        elements=tuple(
            Element(one["code"], one["name"], Decimal(str(one["points"])))
            for one in data["element"]
        ),
        indicators=tuple(
            _indicator(code, element, points, indicators[code])
            for code, (element, points) in data["points"].items()
        ),
        grades=tuple(
            Grade(one["name"], Decimal(str(one["least"]))) for one in data["grade"]
        ),
        vetoes=tuple(_veto(one) for one in data.get("veto", ())),
    )


def _indicator(
    code: str, element: str, points: Any, common: Mapping[str, Any]
) -> Indicator:
    return Indicator(
        code,
        common["name"],
        element,
        Decimal(str(points)),
        common["how"],
        common["evidence"],
        tuple(read_rule(one) for one in common.get("rules", ())),
    )


def _veto(one: Mapping[str, Any]) -> Veto:
    value = Decimal(str(one.get("value", 0)))
    return Veto(
        one["code"],
        one["name"],
        one["basis"],
        one["effect"],
        value,
        one.get("target", ""),
    )


def _wrong_sums(method: Method) -> Iterator[str]:
    total = sum((one.points for one in method.indicators), Decimal(0))
    if total != WHOLE:
        yield _("The points sum to %(sum)s instead of 100.") % {"sum": total}
    for one in method.elements:
        own = sum((each.points for each in method.of_element(one.code)), Decimal(0))
        if own != one.points:
            told = _("%(element)s: the points sum to %(sum)s instead of %(points)s.")
            yield told % {"element": one.name, "sum": own, "points": one.points}


def _wrong_names(method: Method, known: Collection[str]) -> Iterator[str]:
    elements = {one.code for one in method.elements}
    codes = {one.code for one in method.indicators}
    for one in method.indicators:
        if one.element not in elements:
            told = _("%(indicator)s stands under no element.")
            yield told % {"indicator": one.code}
    for name in sorted(method.figures - set(known)):
        yield _("There is no figure %(code)s.") % {"code": name}
    for veto in method.vetoes:
        if veto.effect not in _EFFECTS:
            yield _("There is no effect %(effect)s.") % {"effect": veto.effect}
        if veto.target and veto.target not in elements | codes:
            yield _("%(veto)s names nothing there is.") % {"veto": veto.name}


def _wrong_ends(method: Method) -> Iterator[str]:
    leasts = [one.least for one in method.grades]
    if not leasts or leasts[-1] != 0 or any(b >= a for a, b in pairwise(leasts)):
        yield _("The grades must fall from the best to one that begins at 0.")
    if method.last_year is not None and method.last_year < method.first_year:
        yield _("The last year lies before the first.")
