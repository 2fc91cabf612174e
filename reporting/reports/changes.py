"""Year-on-year: the change from one year to the next in words and as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from consumer_protection.core.figures import Fact, ratio
from reporting.reports.values import earlier_value, shown, unit_shown, value_of

FILED = "引自已报送报告"
# Up and down in words: of counts and amounts, and of rates in percent.
_COUNTED = ("增加", "减少")
_RATED = ("上升", "下降")


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A figure beside the year before; ``source`` cites the issued report the earlier
    one was taken from, empty where it was computed; ``direction`` is -1, 0 or 1."""

    code: str
    label: str
    now: str
    earlier: str
    change: str
    direction: int
    origin: str
    source: str


def change_text(fact: Fact, key: str = "") -> str:
    """较上年增加3件，增长21.43%; nothing where either year has no value."""
    pair = _pair(fact, key)
    if pair is None or fact.earlier is None:
        return ""
    now, then = pair
    than = "上年" if fact.earlier.is_whole_year else "上年同期"
    if now == then:
        return f"与{than}持平"
    words = _RATED if fact.unit == "%" else _COUNTED
    gap = _gap(abs(now - then), fact.unit)
    return f"较{than}{words[now < then]}{gap}{_growth(fact.unit, now, then, than)}"


def direction_of(fact: Fact, key: str = "") -> int | None:
    """1 up, -1 down, 0 level; None where there is nothing to compare."""
    pair = _pair(fact, key)
    return None if pair is None else (pair[0] > pair[1]) - (pair[0] < pair[1])


def change_rows(
    facts: Mapping[str, Fact], labels: Mapping[str, str], codes: Iterable[str]
) -> list[ChangeRow]:
    """The figures that have a value in both years, for a table."""
    rows = []
    for code in codes:
        fact = facts[code]
        direction = direction_of(fact)
        if direction is None or fact.earlier is None:
            continue
        row = ChangeRow(
            code,
            labels[code],
            _printed(value_of(fact), fact.unit),
            _printed(earlier_value(fact), fact.unit),
            change_text(fact),
            direction,
            fact.earlier.origin,
            fact.earlier.source,
        )
        rows.append(row)
    return rows


def filed_note(source: str) -> str:
    return f"（上年数{FILED}{source}）"


def _pair(fact: Fact, key: str) -> tuple[Decimal, Decimal] | None:
    now, then = value_of(fact, key), earlier_value(fact, key)
    if not isinstance(now, int | float) or not isinstance(then, int | float):
        return None
    return Decimal(str(now)), Decimal(str(then))


def _gap(gap: Decimal, unit: str) -> str:
    if unit == "%":
        return f"{gap:.2f}个百分点"
    return _printed(int(gap) if gap == gap.to_integral_value() else float(gap), unit)


def _growth(unit: str, now: Decimal, then: Decimal, than: str) -> str:
    """The relative change; over nothing there is none, and points need none."""
    if unit == "%":
        return ""
    if not then:
        return f"，{than}为0"
    rate = ratio(float(abs(now - then)), float(then), 100)
    return f"，{'增长' if now > then else '下降'}{shown(rate, '%')}"


def _printed(value: object, unit: str) -> str:
    return shown(value, unit) + unit_shown(unit)
