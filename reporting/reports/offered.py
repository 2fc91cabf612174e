"""The figures a text of a report may name, with what they say now."""

from collections.abc import Iterator
from dataclasses import dataclass

from consumer_protection.core.codes import code_list
from consumer_protection.core.figures import Breakdown, Fact
from reporting.figures import BOOK
from reporting.reports.frozen import Frozen
from reporting.reports.typed import ASPECTS, Known, typed_place
from reporting.reports.values import earlier_value, shown, unit_shown, value_of


@dataclass(frozen=True, slots=True)
class Offer:
    """What is typed, what it is called, what it gives in this build."""

    typed: str
    label: str
    value: str


def known_figures(frozen: Frozen) -> Known:
    """The figures of a build; parts also of codes that were not counted once."""
    labels = {code: frozen.labels.get(code, code) for code in frozen.facts}
    parts = {
        code: _parts(fact)
        for code, fact in frozen.facts.items()
        if isinstance(fact.value, dict) or isinstance(BOOK.get(code), Breakdown)
    }
    return Known(labels, parts)


def offers(frozen: Frozen) -> Iterator[Offer]:
    """Every figure, its counted parts, and its year before where there is one."""
    for code, fact in frozen.facts.items():
        name = frozen.labels.get(code, code)
        yield Offer(typed_place(code), name, _printed(value_of(fact), fact))
        if earlier_value(fact) is not None:
            for aspect, told in zip(ASPECTS, ("较上年", "上年"), strict=True):
                yield Offer(typed_place(code, aspect=aspect), f"{name} · {told}", "")
        counted = fact.value if isinstance(fact.value, dict) else {}
        for key, count in counted.items():
            part = fact.labels.get(key, key)
            yield Offer(
                typed_place(code, key), f"{name} · {part}", _printed(count, fact)
            )


def _parts(fact: Fact) -> dict[str, str]:
    figure = BOOK.get(fact.code)
    codes = figure.codes if isinstance(figure, Breakdown) else ""
    listed = code_list(codes).labels if codes else {}
    counted = fact.value if isinstance(fact.value, dict) else {}
    return {**listed, **{key: fact.labels.get(key, key) for key in counted}}


def _printed(value: object, fact: Fact) -> str:
    return shown(value, fact.unit) + (
        unit_shown(fact.unit) if value is not None else ""
    )
