"""The sheet of a self-assessment: scores as plain values, live or as approved.

Plain values, because what was approved is kept and shown by the very same page.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import attachments
from consumer_protection.core.figures import Fact, opens_records
from consumer_protection.core.periods import Period, parse_period
from consumer_protection.core.scope import Asker, InstitutionWide
from reporting.figures import BOOK, facts, records_url
from reporting.models import Assessment, AssessmentItem
from reporting.reports.values import shown, unit_shown
from reporting.scoring.card import Card, Line, Mark, score
from reporting.scoring.method import Element, Method, shipped

Sheet = dict[str, Any]


def methods() -> Mapping[str, Method]:
    """Those shipped, newest first; every figure they ask for is in the book."""
    return shipped(frozenset(BOOK))


def sheet(assessment: Assessment, asker: Asker, at: datetime) -> Sheet:
    """As approved, else as the records stand now. Points are texts with two places;
    ``grade`` is empty while an indicator has no score yet."""
    if assessment.card is not None:
        return dict(assessment.card)
    method = methods()[assessment.method]
    period = parse_period(assessment.period, as_of=timezone.localdate(at))
    found = facts(InstitutionWide(asker), period, sorted(method.figures))
    items = list(assessment.items.all())
    card = score(
        method,
        {code: _number(fact) for code, fact in found.items()},
        _marks(items),
        assessment.vetoes,
        assessment.deducted,
    )
    return _plain(card, found, period, at)


def _marks(items: Iterable[AssessmentItem]) -> dict[str, Mark]:
    """Computed points have the records as their evidence; others need a file."""
    items = list(items)
    proven = attachments.having([one for one in items if one.by_hand])
    return {
        one.indicator: Mark(
            one.is_applicable,
            one.points,
            one.reason,
            has_evidence=not one.by_hand or one.pk in proven,
        )
        for one in items
    }


def _number(fact: Fact) -> Decimal | None:
    value = fact.value
    return None if value is None or isinstance(value, dict) else Decimal(str(value))


def _plain(
    card: Card, found: Mapping[str, Fact], period: Period, at: datetime
) -> Sheet:
    method = card.method
    lines = {one.indicator.code: one for one in card.lines}
    return {
        "method": method.code,
        "method_name": method.name,
        "basis": method.basis,
        "period": period.code,
        "as_of": timezone.localtime(at).isoformat(timespec="seconds"),
        "total": _points(card.total),
        "deducted": _points(card.deducted),
        "grade": card.grade.name if card.grade else "",
        "missing": [one.indicator.code for one in card.missing],
        "vetoes": [one.name for one in card.vetoes],
        "elements": [_element(card, one) for one in method.elements],
        "lines": [_line(lines.get(one.code), one) for one in method.indicators],
        "figures": {
            code: {
                "label": str(BOOK[code].label),
                "value": shown(fact.value, fact.unit),
                "unit": unit_shown(fact.unit),
                "records": len(fact.record_ids),
            }
            for code, fact in found.items()
        },
    }


def _element(card: Card, element: Element) -> dict[str, Any]:
    own = card.of_element(element)
    available = sum((one.available for one in own), Decimal(0))
    scored = card.scored(element)
    return {
        "code": element.code,
        "name": element.name,
        "points": _points(element.points),
        "available": _points(available),
        "score": _points(scored),
        "percent": int(scored * 100 / available) if available else 0,
    }


def _line(line: Line | None, indicator: Any) -> dict[str, Any]:
    told = {
        "code": indicator.code,
        "name": indicator.name,
        "element": indicator.element,
        "points": _points(indicator.points),
        "how": indicator.how,
        "evidence": indicator.evidence,
        "figures": sorted({name for rule in indicator.rules for name in rule.asks}),
    }
    if line is None:
        return {**told, "is_applicable": False, "score": "", "notes": [_("N/A")]}
    return {
        **told,
        "is_applicable": True,
        "available": _points(line.available),
        "computed": _points(line.computed),
        "score": _points(line.score),
        "lost": _points(line.lost),
        "is_overridden": line.is_overridden,
        "losses": [
            {
                "points": _points(one.share * line.available),
                "reason": f"{BOOK[one.figure].label} {one.reason}",
            }
            for one in line.losses
            if one.share
        ],
        "notes": _notes(line),
    }


def _notes(line: Line) -> list[str]:
    notes = []
    if line.score is None:
        notes.append(_("No score yet: give points with a reason."))
    if line.is_overridden:
        notes.append(
            _("Points given by hand: %(reason)s") % {"reason": line.mark.reason}
        )
    if line.is_capped:
        notes.append(_("Without evidence half of the points is the most."))
    if line.is_vetoed:
        notes.append(_("Set to nothing by a veto."))
    return notes


def _points(points: Decimal | None) -> str:
    return "" if points is None else f"{points:.2f}"


def beside(
    assessment: Assessment, found: Sheet, asker: Asker, other: Assessment | None
) -> list[dict[str, Any]]:
    """The sheet's lines with their items, and the same indicator of another one."""
    items = {one.indicator: one for one in assessment.items.select_related("unit")}
    laid: dict[str, dict[str, Any]] = {}
    if other is not None:
        second = sheet(other, asker, timezone.now())
        laid = {one["code"]: one for one in second["lines"]}
    return [
        {**line, "item": items[line["code"]], "other": laid.get(line["code"])}
        for line in found["lines"]
        if line["code"] in items
    ]


def doors(found: Sheet, line: Mapping[str, Any], asker: Asker) -> list[dict[str, Any]]:
    """The figures a line stands on, each leading to its records where the asker may
    read them."""
    opened = []
    for code in line["figures"]:
        is_door = opens_records(asker, BOOK[code])
        url = records_url(code, found["period"]) if is_door else ""
        opened.append({**found["figures"][code], "code": code, "url": url})
    return opened
