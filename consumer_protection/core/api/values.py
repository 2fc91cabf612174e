"""A ledger's columns as JSON: how a value is shown, what may be sent, its schema."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _

from consumer_protection.core import pii
from consumer_protection.core.codes import code_list
from consumer_protection.core.ledgers.declaration import Column, Problem
from consumer_protection.core.ledgers.parsers import (
    Approximate,
    Coded,
    Day,
    ManyCoded,
    Money,
    Text,
    UnitName,
    Whole,
    YesNo,
)
from consumer_protection.core.models import User

APPROX = "_is_approx"
_NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Kind:
    """``sent``: the JSON types taken; ``shown``: the value as JSON shows it."""

    sent: tuple[str, ...]
    schema: Callable[[Any], dict[str, Any]]
    shown: Callable[[Any], Any]


def _text(parser: Any) -> dict[str, Any]:
    limit = getattr(parser, "limit", None)
    return {"type": "string", **({"maxLength": limit} if limit else {})}


def _code(parser: Any) -> dict[str, Any]:
    return {"type": ["string", "null"], "enum": [*code_list(parser.list).labels, None]}


def _codes(parser: Any) -> dict[str, Any]:
    return {
        "type": "array",
        "items": {"type": "string", "enum": list(code_list(parser.list).labels)},
    }


def _of(*types: str, **more: Any) -> Callable[[Any], dict[str, Any]]:
    return lambda parser: {"type": list(types), **more}


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else None


_PLAIN = Kind(("string",), _text, lambda value: pii.mask_text(str(value or "")))
_KINDS: Mapping[type[Any], Kind] = {
    Text: _PLAIN,
    Day: Kind(("string",), _of("string", "null", format="date"), _iso),
    Approximate: Kind(
        ("integer", "string"),
        _of("integer", "null", minimum=0),
        lambda count: None if count is None else count.value,
    ),
    Whole: Kind(("integer",), _of("integer", "null", minimum=0), lambda number: number),
    Money: Kind(
        ("string", _NUMBER),
        _of("string", "null", pattern=r"^\d+\.\d{2}$"),
        lambda amount: None if amount is None else f"{amount:.2f}",
    ),
    YesNo: Kind(("boolean",), _of("boolean", "null"), lambda value: value),
    Coded: Kind(("string",), _code, lambda code: code or None),
    ManyCoded: Kind(("array",), _codes, lambda codes: list(codes or ())),
    UnitName: Kind(
        ("string",),
        _of("string", "null"),
        lambda unit: unit.code if unit is not None else None,
    ),
}


def kind_of(column: Column) -> Kind:
    """How the column's values look, as its parser's nearest kin has it; one of no known
    kin is plain text."""
    kin = type(column.parser).__mro__
    return next((_KINDS[one] for one in kin if one in _KINDS), _PLAIN)


def shown(
    columns: Iterable[Column], values: Mapping[str, Any], user: User
) -> dict[str, Any]:
    """The values as JSON; personal ones masked, or none without the clearance."""
    found: dict[str, Any] = {}
    sees_masked = user.scope.allows("pii.see_masked")
    for column in columns:
        value = values.get(column.field)
        if column.mask:
            masked = pii.MASKS[column.mask](str(value or ""))
            found[column.field] = masked if sees_masked else None
            continue
        found[column.field] = kind_of(column).shown(value)
        if isinstance(column.parser, Approximate):
            found[column.field + APPROX] = value is not None and value.is_approx
    return found


def schema_of(column: Column) -> dict[str, Any]:
    """The column's JSON schema, its label as the title."""
    schema = {**kind_of(column).schema(column.parser), "title": column.label}
    if column.mask:
        schema = {"type": ["string", "null"], "title": column.label}
        schema["description"] = _("Personal: shown masked, taken whole.")
    if isinstance(column.parser, Coded):
        labels = code_list(column.parser.list).labels
        schema["description"] = "；".join(
            f"{key} {text}" for key, text in labels.items()
        )
    if isinstance(column.parser, UnitName):
        schema["description"] = _(
            "A unit's code; its name and short name are taken too."
        )
    return schema


def sent_schema(column: Column) -> dict[str, Any]:
    """What may be sent for a column."""
    schema = schema_of(column)
    kind = kind_of(column)
    if isinstance(column.parser, Coded) and not isinstance(column.parser, ManyCoded):
        schema.pop("enum")
    if isinstance(column.parser, ManyCoded):
        schema["items"] = {"type": "string"}
    schema.pop("pattern", None)
    empty = [] if column.required else ["null"]
    return {**schema, "type": [*kind.sent, *empty]}


def wrong_types(columns: Mapping[str, Column], raw: Mapping[str, Any]) -> list[Problem]:
    """The values of another JSON type than their column takes."""
    problems = []
    for name, value in raw.items():
        if value is None or name not in columns:
            continue
        kind = kind_of(columns[name])
        if not any(_is(value, one) for one in kind.sent):
            message = _("Expected: %(types)s") % {"types": ", ".join(kind.sent)}
            problems.append(Problem("value.type", message, name))
    return problems


def _is(value: Any, name: str) -> bool:
    if isinstance(value, bool):
        return name == "boolean"
    if name == "array":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if name == _NUMBER:
        return isinstance(value, int | float) and isfinite(value)
    return isinstance(value, {"string": str, "integer": int}.get(name, ()))


def marks(columns: Iterable[Column]) -> set[str]:
    """The names that stand beside counts and say that they are rounded."""
    return {
        column.field + APPROX
        for column in columns
        if isinstance(column.parser, Approximate)
    }


def with_marks(
    sent: Mapping[str, Any], data: Mapping[str, Any], now: Mapping[str, Any]
) -> dict[str, Any]:
    """A count and its mark belong together: where one changes, both are told."""
    whole = dict(sent)
    for name in data:
        if not name.endswith(APPROX):
            continue
        count = name.removesuffix(APPROX)
        if name in sent and count in now:
            whole.setdefault(count, now[count])
        if count in sent:
            whole[name] = data[name]
    return whole


def with_counts(raw: Mapping[str, Any], columns: Iterable[Column]) -> dict[str, Any]:
    """``reached`` and ``reached_is_approx`` together as the one count they tell."""
    taken = dict(raw)
    for mark in marks(columns):
        if not isinstance(taken.get(mark), bool | None):
            continue
        is_approx, count = taken.pop(mark, None), mark.removesuffix(APPROX)
        value = taken.get(count)
        if is_approx and isinstance(value, int) and not isinstance(value, bool):
            taken[count] = f"{value}余"
    return taken
