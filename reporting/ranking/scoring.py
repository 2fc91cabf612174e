"""What a branch has of each item: computed from its own figures, or given by people."""

from collections.abc import Mapping
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.figures import Fact
from consumer_protection.core.models import User
from consumer_protection.core.narrowing import Within
from consumer_protection.core.periods import Period, parse_period
from consumer_protection.core.scope import InstitutionWide
from reporting.figures import BOOK, facts
from reporting.models import BranchMark, BranchScore
from reporting.ranking.sheet import BranchSheet, Extra, Item, shipped
from reporting.scoring.rules import NOTHING, ONE, Loss, Values

Card = dict[str, Any]
_CENT = Decimal("0.01")


def sheet_by_code(code: str) -> BranchSheet:
    return shipped(frozenset(BOOK))[code]


def card_of(score: BranchScore, asker: User, at: datetime) -> Card:
    """Plain values: as it was locked, else as records and people say now. ``missing``
    are items without any points; ``total`` counts what has some, never below 0."""
    if score.is_locked and score.card is not None:
        return dict(score.card)
    sheet = sheet_by_code(score.round.sheet)
    period = parse_period(score.round.quarter, as_of=timezone.localdate(at))
    reader: Any = Within(InstitutionWide(asker), score.unit)
    found = facts(reader, period, sheet.figures)
    values = {code: _number(fact) for code, fact in found.items()}
    marks = {one.item: one for one in score.marks.all()}
    lines = [_line(one, values, marks.get(one.code), period) for one in sheet.items]
    extras = [_extra(one, marks.get(one.code)) for one in sheet.extras]
    points = [one["score"] for one in (*lines, *extras) if one["score"]]
    total = max(NOTHING, sum((Decimal(one) for one in points), NOTHING))
    return {
        "as_of": timezone.localtime(at).isoformat(timespec="seconds"),
        "lines": lines,
        "extras": extras,
        "missing": [one["name"] for one in lines if not one["score"]],
        "elements": [
            {
                "name": one.name,
                "points": _text(one.points),
                "lines": [line for line in lines if line["element"] == one.code],
            }
            for one in sheet.elements
        ],
        "total": _text(total),
        "coefficient": _text(sheet.coefficient(total)),
    }


def _number(fact: Fact) -> Decimal | None:
    value = fact.value
    return None if value is None or isinstance(value, dict) else Decimal(str(value))


def _line(
    item: Item, values: Values, mark: BranchMark | None, period: Period
) -> dict[str, Any]:
    """The reviewer's word, else the figures', else the branch's own."""
    computed, losses = _computed(item, values)
    own = mark.own if mark else None
    given = mark.points if mark else None
    found = next((one for one in (given, computed, own) if one is not None), None)
    return {
        "code": item.code,
        "name": item.name,
        "element": item.element,
        "how": item.how,
        "points": _text(item.points),
        "computed": _text(computed),
        "why": [f"{BOOK[one.figure].label} {one.reason}" for one in losses],
        "figures": sorted({name for rule in item.rules for name in rule.asks}),
        **_given(mark),
        "score": _text(found),
    }


def _computed(item: Item, values: Values) -> tuple[Decimal | None, list[Loss]]:
    losses = [loss for rule in item.rules if (loss := rule.loss(values)) is not None]
    if not item.rules:
        return None, []
    if len(losses) < len(item.rules):
        return (item.points if item.is_silent_full else None), losses
    kept = max(NOTHING, ONE - sum((one.share for one in losses), NOTHING))
    points = (kept * item.points).quantize(_CENT, ROUND_HALF_UP)
    return points, [one for one in losses if one.share]


def _extra(extra: Extra, mark: BranchMark | None) -> dict[str, Any]:
    """Nothing, unless somebody gave some."""
    given = mark.points if mark else None
    own = mark.own if mark else None
    found = given if given is not None else own
    bounds = _("%(least)s to %(most)s")
    return {
        "code": extra.code,
        "name": extra.name,
        "points": bounds % {"least": extra.least, "most": extra.most},
        **_given(mark),
        "score": _text(found),
    }


def _given(mark: BranchMark | None) -> Mapping[str, str]:
    if mark is None:
        return {"own": "", "own_reason": "", "given": "", "reason": ""}
    return {
        "own": _text(mark.own),
        "own_reason": mark.own_reason,
        "given": _text(mark.points),
        "reason": mark.reason,
    }


def _text(points: Decimal | None) -> str:
    return "" if points is None else f"{points:.2f}"
