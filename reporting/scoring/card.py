"""Scores a method: each indicator by its rules or by hand, the total, the grade."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from reporting.scoring.method import WHOLE, Element, Grade, Indicator, Method, Veto
from reporting.scoring.rules import NOTHING, ONE, Loss, Values

_CENT = Decimal("0.01")
# Without evidence no more than this share of the points is kept.
_UNPROVEN = Decimal("0.5")


@dataclass(frozen=True, slots=True)
class Mark:
    """What people say of an indicator: that it does not apply, the points they give
    instead (out of the method's own), whether evidence lies beside it."""

    is_applicable: bool = True
    points: Decimal | None = None
    reason: str = ""
    has_evidence: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """``available`` is what the indicator carries after those that do not apply have
    given theirs away; ``computed`` is None where its figures say nothing; ``score`` is
    None where it neither could be computed nor was entered."""

    indicator: Indicator
    available: Decimal
    computed: Decimal | None
    score: Decimal | None
    losses: tuple[Loss, ...]
    mark: Mark
    is_capped: bool = False
    is_vetoed: bool = False

    @property
    def is_overridden(self) -> bool:
        return self.mark.points is not None

    @property
    def lost(self) -> Decimal:
        return self.available - (self.score or NOTHING)


@dataclass(frozen=True, slots=True)
class Card:
    """``total`` counts what has a score; ``missing`` are indicators that have none yet,
    and while there are any, there is no grade."""

    method: Method
    lines: tuple[Line, ...]
    deducted: Decimal
    total: Decimal
    grade: Grade | None
    vetoes: tuple[Veto, ...] = field(default=())

    @property
    def missing(self) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.score is None)

    def of_element(self, element: Element) -> tuple[Line, ...]:
        return tuple(one for one in self.lines if one.indicator.element == element.code)

    def scored(self, element: Element) -> Decimal:
        return sum((one.score or NOTHING for one in self.of_element(element)), NOTHING)


def score(
    method: Method,
    values: Values,
    marks: Mapping[str, Mark],
    vetoes: Collection[str] = (),
    deducted: Decimal = NOTHING,
) -> Card:
    """``values`` are figures by code, ``marks`` by indicator, ``vetoes`` the codes of
    those that apply, ``deducted`` what supervision takes, at most what the method
    allows. Each score is rounded half up to a cent of a point, the total is their sum."""
    applied = tuple(one for one in method.vetoes if one.code in vetoes)
    available = _available(method, marks)
    lines = tuple(
        _line(one, available[one.code], values, marks.get(one.code, Mark()), applied)
        for one in method.indicators
        if one.code in available
    )
    taken = min(deducted, method.most_deducted)
    total = sum((one.score or NOTHING for one in lines), NOTHING) - taken
    total = max(NOTHING, min([total, *_caps(applied)]))
    down = sum(int(one.value) for one in applied if one.effect == "grades_down")
    is_whole = all(one.score is not None for one in lines)
    grade = method.grade(total, down) if is_whole else None
    return Card(method, lines, taken, total, grade, applied)


def _caps(vetoes: Collection[Veto]) -> list[Decimal]:
    return [one.value for one in vetoes if one.effect == "total_at_most"]


def _available(method: Method, marks: Mapping[str, Mark]) -> dict[str, Decimal]:
    """Points that do not apply go to the rest of their element, those of a whole
    element to all others, in proportion."""
    applying = [
        one for one in method.indicators if marks.get(one.code, Mark()).is_applicable
    ]
    spread = {one.code: NOTHING for one in applying}
    for element in method.elements:
        own = [one for one in applying if one.element == element.code]
        carried = sum((one.points for one in own), NOTHING)
        if carried:
            factor = element.points / carried
            spread |= {one.code: one.points * factor for one in own}
    whole = sum(spread.values(), NOTHING)
    factor = WHOLE / whole if whole else NOTHING
    return {code: points * factor for code, points in spread.items()}


def _line(
    indicator: Indicator,
    available: Decimal,
    values: Values,
    mark: Mark,
    vetoes: Collection[Veto],
) -> Line:
    losses = tuple(
        loss for rule in indicator.rules if (loss := rule.loss(values)) is not None
    )
    computed = None
    if indicator.rules and len(losses) == len(indicator.rules):
        kept = max(NOTHING, ONE - sum((one.share for one in losses), NOTHING))
        computed = _rounded(kept * available)
    # Shown in this method, not scored.
    found = computed if indicator.points else NOTHING
    if mark.points is not None:
        found = _rounded(_share(mark.points, indicator) * available)
    most = _rounded(available * _UNPROVEN)
    is_capped = found is not None and not mark.has_evidence and found > most
    is_vetoed = any(_strikes(one, indicator) for one in vetoes)
    if is_capped:
        found = most
    if is_vetoed:
        found = NOTHING
    return Line(
        indicator, available, computed, found, losses, mark, is_capped, is_vetoed
    )


def _share(points: Decimal, indicator: Indicator) -> Decimal:
    """Of the method's own points, which may be none: then it is shown, not scored."""
    if not indicator.points:
        return NOTHING
    return min(ONE, max(NOTHING, points / indicator.points))


def _strikes(veto: Veto, indicator: Indicator) -> bool:
    if veto.effect == "indicator_zero":
        return veto.target == indicator.code
    return veto.effect == "element_zero" and veto.target == indicator.element


def _rounded(points: Decimal) -> Decimal:
    return points.quantize(_CENT, ROUND_HALF_UP)
