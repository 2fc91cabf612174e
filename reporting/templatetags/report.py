"""What the texts of reports are written with."""

from typing import Any

from django import template

from reporting.reports.changes import change_text
from reporting.reports.text import place, value_of, without_places

register = template.Library()


@register.simple_tag
def n(code: str, key: str = "") -> str:
    """A place for a figure."""
    return place(code, key)


@register.simple_tag(takes_context=True)
def parts(context: Any, code: str, pattern: str = "", limit: int = 20) -> str:
    """A breakdown as “label n件、label n件”, largest first, empty ones left out."""
    fact = context["facts"][code]
    counts = fact.value if isinstance(fact.value, dict) else {}
    named = [(key, count) for key, count in counts.items() if count][:limit]
    return "、".join(
        f"{without_places(fact.labels.get(key, key))}{place(code, key)}{fact.unit}"
        for key, count in named
    )


@register.simple_tag(takes_context=True)
def value(context: Any, code: str, key: str = "") -> Any:
    """A figure's value for conditions; None where there is none."""
    return value_of(context["facts"][code], key)


@register.simple_tag(takes_context=True)
def changes(context: Any, *codes_and_names: str) -> str:
    """“受理投诉较上年增加3件，增长21.43%；……。” of code, name, code, name …; nothing at
    all where no figure has a value in both years."""
    pairs = zip(codes_and_names[::2], codes_and_names[1::2], strict=True)
    told = [
        name + place(code, aspect="change")
        for code, name in pairs
        if change_text(context["facts"][code])
    ]
    return "；".join(told) + "。" if told else ""


@register.simple_tag(takes_context=True)
def note(context: Any, code: str) -> str:
    """What a figure's number alone does not say, such as its denominator's year."""
    return str(context["facts"][code].note)


@register.simple_tag(takes_context=True)
def nothing(context: Any, register_code: str, what: str) -> str:
    """That nothing happened, only where somebody answers for the register."""
    if register_code in context["declared"]:
        return f"本期未发生{what}。"
    return f"本期未登记{what}。"


@register.filter
def joined(values: Any) -> str:
    return "、".join(str(value) for value in values)


@register.filter
def day(date_text: str) -> str:
    """2024-03-05 as 3月5日."""
    _year, month, day_of_month = date_text.split("-")
    return f"{int(month)}月{int(day_of_month)}日"


@register.filter
def full_day(date_text: str) -> str:
    """2024-03-05 as 2024年3月5日, without leading zeros as in official documents."""
    year, month, day_of_month = date_text.split("-")
    return f"{int(year)}年{int(month)}月{int(day_of_month)}日"
