"""The kinds of rules: each tells which share of an indicator's points is lost, and why.

Shares, not points: one indicator carries different points in different methods.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Protocol

from django.utils.translation import gettext as _

Values = Mapping[str, Decimal | None]
ONE, NOTHING = Decimal(1), Decimal(0)


@dataclass(frozen=True, slots=True)
class Loss:
    """``share`` of the indicator's points that is lost, between 0 and 1; ``figure`` is
    the code of the one it stands on."""

    share: Decimal
    reason: str
    figure: str


class Rule(Protocol):
    """``asks`` are the figures it reads. ``loss`` is None where they say nothing: a
    register never used, a rate over nothing."""

    @property
    def asks(self) -> tuple[str, ...]: ...

    def loss(self, values: Values) -> Loss | None: ...


@dataclass(frozen=True, slots=True)
class Ratio:
    """``weight`` of the points by ``of`` over ``to``, counted as whole where it is more."""

    of: str
    to: str
    weight: Decimal = ONE

    @property
    def asks(self) -> tuple[str, ...]:
        return self.of, self.to

    def loss(self, values: Values) -> Loss | None:
        above, below = values.get(self.of), values.get(self.to)
        if above is None or not below:
            return None
        rate = min(ONE, above / below)
        told = _("%(above)s of %(below)s") % {"above": above, "below": below}
        return Loss(self.weight * (ONE - rate), told, self.of)


@dataclass(frozen=True, slots=True)
class Bands:
    """The share kept by the highest bound reached; bounds are inclusive and fall."""

    value: str
    bands: tuple[tuple[Decimal, Decimal], ...]

    @property
    def asks(self) -> tuple[str, ...]:
        return (self.value,)

    def loss(self, values: Values) -> Loss | None:
        value = values.get(self.value)
        if value is None:
            return None
        kept = next((share for bound, share in self.bands if value >= bound), NOTHING)
        return Loss(ONE - kept, f"{value}", self.value)


@dataclass(frozen=True, slots=True)
class PerPoint:
    """``each`` for every whole or broken point by which ``value`` misses ``full``:
    below it, or above it where ``is_above``."""

    value: str
    full: Decimal
    each: Decimal
    is_above: bool = False

    @property
    def asks(self) -> tuple[str, ...]:
        return (self.value,)

    def loss(self, values: Values) -> Loss | None:
        value = values.get(self.value)
        if value is None:
            return None
        missed = value - self.full if self.is_above else self.full - value
        told = _("%(value)s, full points at %(full)s")
        share = max(NOTHING, missed) * self.each
        return Loss(share, told % {"value": value, "full": self.full}, self.value)


@dataclass(frozen=True, slots=True)
class DeductEach:
    """``each`` for every one counted, or where ``short_of`` is given for every one
    that is missing from it; ``most`` at most."""

    count: str
    each: Decimal
    short_of: Decimal | None = None
    most: Decimal = ONE

    @property
    def asks(self) -> tuple[str, ...]:
        return (self.count,)

    def loss(self, values: Values) -> Loss | None:
        value = values.get(self.count)
        if value is None:
            return None
        number = value if self.short_of is None else self.short_of - value
        told = "%(number)s"
        if self.short_of is not None:
            told = _("%(number)s of %(wanted)s missing")
        number = max(NOTHING, number)
        share = min(self.most, number * self.each)
        told %= {"number": number, "wanted": self.short_of}
        return Loss(share, told, self.count)


@dataclass(frozen=True, slots=True)
class Binary:
    """``deduct`` where ``value`` does not reach ``least``."""

    value: str
    least: Decimal
    deduct: Decimal = ONE

    @property
    def asks(self) -> tuple[str, ...]:
        return (self.value,)

    def loss(self, values: Values) -> Loss | None:
        value = values.get(self.value)
        if value is None:
            return None
        told = _("%(value)s, at least %(least)s wanted")
        share = NOTHING if value >= self.least else self.deduct
        return Loss(share, told % {"value": value, "least": self.least}, self.value)


def _number(value: object) -> Decimal:
    return Decimal(str(value))


def _ratio(one: Mapping[str, Any]) -> Rule:
    return Ratio(one["of"], one["to"], _number(one.get("weight", 1)))


def _bands(one: Mapping[str, Any]) -> Rule:
    bands = [(_number(bound), _number(share)) for bound, share in one["bands"]]
    return Bands(one["value"], tuple(sorted(bands, reverse=True)))


def _per_point(one: Mapping[str, Any]) -> Rule:
    full, each = _number(one["full"]), _number(one["each"])
    return PerPoint(one["value"], full, each, one.get("is_above", False))


def _deduct_each(one: Mapping[str, Any]) -> Rule:
    wanted = one.get("short_of")
    return DeductEach(
        one["count"],
        _number(one["each"]),
        None if wanted is None else _number(wanted),
        _number(one.get("most", 1)),
    )


def _binary(one: Mapping[str, Any]) -> Rule:
    least, deduct = _number(one.get("least", 1)), _number(one.get("deduct", 1))
    return Binary(one["value"], least, deduct)


_KINDS: Mapping[str, Callable[[Mapping[str, Any]], Rule]] = MappingProxyType(
    {
        "ratio": _ratio,
        "bands": _bands,
        "per_point": _per_point,
        "deduct_each": _deduct_each,
        "binary": _binary,
    }
)


def read_rule(one: Mapping[str, Any]) -> Rule:
    """Raises KeyError for a kind or a part that is missing."""
    return _KINDS[one["kind"]](one)
