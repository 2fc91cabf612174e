"""Which unit a complaint goes to: of the rules in their order, the first that fits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a complaint when it is to be given to somebody."""

    on: date
    unit_id: int | None = None
    source: str = ""
    category: str = ""
    intake_channel: str = ""
    level: str = ""


class Rule(Protocol):
    """Empty conditions hold for everything; ``handling_ends`` is the first day on
    which the handling unit is no more."""

    position: int
    source: str
    category: str
    intake_channel: str
    level: str
    unit_id: int | None
    valid_from: date
    valid_to: date | None

    @property
    def handling_ends(self) -> date | None: ...


OneRule = TypeVar("OneRule", bound=Rule)
_ALIKE = ("source", "intake_channel", "level", "unit_id")


def route(facts: Facts, rules: Iterable[OneRule]) -> OneRule | None:
    """The first rule that fits; None leaves it to the unit complained of."""
    ordered = sorted(rules, key=lambda rule: rule.position)
    return next((rule for rule in ordered if not against(facts, rule)), None)


def against(facts: Facts, rule: Rule) -> list[str]:
    """What keeps the rule from these facts: names of its fields."""
    found = [name for name in _ALIKE if not _holds(facts, rule, name)]
    if rule.category and not _is_within(facts.category, rule.category):
        found.append("category")
    if facts.on < rule.valid_from:
        found.append("valid_from")
    if rule.valid_to is not None and facts.on >= rule.valid_to:
        found.append("valid_to")
    if rule.handling_ends is not None and facts.on >= rule.handling_ends:
        found.append("handling_unit")
    return found


def _holds(facts: Facts, rule: Rule, name: str) -> bool:
    asked = getattr(rule, name)
    return not asked or asked == getattr(facts, name)


def _is_within(category: str, wanted: str) -> bool:
    """A rule on the first level of categories holds for the second below it too."""
    return category == wanted or category.startswith(f"{wanted}/")
