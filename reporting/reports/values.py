"""Values of figures as reports print them, this year's and the year's before."""

from consumer_protection.core.figures import Fact, Number


def value_of(fact: Fact, key: str = "") -> object:
    if isinstance(fact.value, dict):
        return fact.value.get(key, 0) if key else sum(fact.value.values())
    return fact.value


def shown(value: object, unit: str) -> str:
    """A figure as reports print it: rates and money with two decimals, no value as —."""
    if value is None:
        return "—"
    if unit == "%":
        return f"{value:.2f}%"
    if "/" in unit:
        return f"{value:.2f}"
    if unit == "元":
        return f"{value:,.2f}"
    return str(value)


def unit_shown(unit: str) -> str:
    """The unit behind a printed number; the sign of percent stands in it already."""
    return "" if unit == "%" else unit


def earlier_value(fact: Fact, key: str = "") -> Number:
    """The same figure a year before, or None. Parts taken from an issued report need
    not be all of them: one that lacks is unknown, and so is their sum."""
    if fact.earlier is None:
        return None
    value, is_filed = fact.earlier.value, fact.earlier.is_filed
    if not isinstance(value, dict):
        return None if key else value
    if key:
        return value.get(key, None if is_filed else 0)
    return None if is_filed else sum(value.values())
