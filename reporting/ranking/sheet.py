"""A branch sheet as data: items with points and rules, extra points, coefficients.

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

from reporting.scoring.method import WHOLE, Element, MethodInvalid
from reporting.scoring.rules import Rule, read_rule

_FOLDER = Path(__file__).parent / "sheets"
# How many complaints there were says nothing of how they were handled, and rewards
# hiding them (金融机构消费者权益保护监管评价: not by the number alone).
_RAW = frozenset(
    {
        "complaints.received",
        "complaints.received_per_10k_customers",
        "complaints.open",
        "complaints.closed",
    }
)


@dataclass(frozen=True, slots=True)
class Item:
    """``is_silent_full``: all points where its figures say nothing."""

    code: str
    name: str
    element: str
    points: Decimal
    how: str
    is_silent_full: bool
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Extra:
    """Points given or taken beside the hundred, between ``least`` and ``most``."""

    code: str
    name: str
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class BranchSheet:
    """Valid from ``first_quarter`` on; ``coefficients``: (least points, value), the
    best first."""

    code: str
    name: str
    basis: str
    first_quarter: str
    elements: tuple[Element, ...]
    items: tuple[Item, ...]
    extras: tuple[Extra, ...]
    coefficients: tuple[tuple[Decimal, Decimal], ...]

    @property
    def figures(self) -> tuple[str, ...]:
        asked = {name for one in self.items for rule in one.rules for name in rule.asks}
        return tuple(sorted(asked))

    def coefficient(self, total: Decimal) -> Decimal:
        return next(value for least, value in self.coefficients if total >= least)

    def bounds(self, code: str) -> tuple[Decimal, Decimal] | None:
        """The least and the most of an item or extra; None where there is none."""
        for one in self.items:
            if one.code == code:
                return Decimal(0), one.points
        for extra in self.extras:
            if extra.code == code:
                return extra.least, extra.most
        return None


@cache
def shipped(known: frozenset[str]) -> Mapping[str, BranchSheet]:
    """The sheets that come with the product, the newest first."""
    texts = [path.read_text("utf-8") for path in _FOLDER.glob("branch_*.toml")]
    found = [read_sheet(text, known) for text in texts]
    found.sort(key=lambda one: one.first_quarter, reverse=True)
    return {one.code: one for one in found}


def sheet_of(quarter: str, known: frozenset[str]) -> BranchSheet | None:
    """The newest that applies to a quarter such as 2026Q1."""
    fit = (one for one in shipped(known).values() if one.first_quarter <= quarter)
    return next(fit, None)


def read_sheet(text: str, known: Collection[str]) -> BranchSheet:
    """``known``: the codes of figures there are. Raises MethodInvalid."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MethodInvalid([str(error)]) from error
    sheet = BranchSheet(
        data["code"],
        data["name"],
        data["basis"],
        data["first_quarter"],
        tuple(
            Element(one["code"], one["name"], _number(one["points"]))
            for one in data["element"]
        ),
        tuple(_item(one) for one in data["item"]),
        tuple(_extra(one) for one in data.get("extra", ())),
        tuple(
            (_number(one["least"]), _number(one["value"]))
            for one in data["coefficient"]
        ),
    )
    if problems := [*_wrong(sheet, known)]:
        raise MethodInvalid(problems)
    return sheet


def _item(one: Mapping[str, Any]) -> Item:
    return Item(
        one["code"],
        one["name"],
        one["element"],
        _number(one["points"]),
        one["how"],
        bool(one.get("silent_full", False)),
        tuple(read_rule(rule) for rule in one.get("rules", ())),
    )


def _extra(one: Mapping[str, Any]) -> Extra:
    return Extra(one["code"], one["name"], _number(one["least"]), _number(one["most"]))


def _wrong(sheet: BranchSheet, known: Collection[str]) -> Iterator[str]:
    yield from _wrong_sums(sheet)
    for name in sheet.figures:
        if name not in known:
            yield _("There is no figure %(code)s.") % {"code": name}
    for one in sheet.items:
        if any(set(rule.asks) <= _RAW for rule in one.rules):
            told = _("%(item)s is scored by the number of complaints alone.")
            yield told % {"item": one.name}
    leasts = [least for least, _value in sheet.coefficients]
    if not leasts or leasts[-1] != 0 or any(b >= a for a, b in pairwise(leasts)):
        yield _("The coefficients must fall from the best to one that begins at 0.")


def _wrong_sums(sheet: BranchSheet) -> Iterator[str]:
    total = sum((one.points for one in sheet.items), Decimal(0))
    if total != WHOLE:
        yield _("The points sum to %(sum)s instead of 100.") % {"sum": total}
    for element in sheet.elements:
        own = [one.points for one in sheet.items if one.element == element.code]
        if sum(own, Decimal(0)) != element.points:
            told = _("%(element)s: the points sum to %(sum)s instead of %(points)s.")
            named = {"element": element.name, "points": element.points}
            yield told % {**named, "sum": sum(own, Decimal(0))}


def _number(value: object) -> Decimal:
    return Decimal(str(value))
