"""What the ledgers of offers have alike: a row is a record of the institution."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from consumer_protection.core.ledgers.declaration import (
    Column,
    Import,
    Ledger,
    Problem,
    Setting,
    Values,
)
from consumer_protection.core.ledgers.institution import (
    institution,
    missing_institution,
)
from consumer_protection.core.ledgers.links import RecordName, RecordNames
from consumer_protection.core.scope import Asker
from reviews.offers import actions

Check = Callable[[Values, Setting], Iterable[Problem]]


def plain_ledger(
    kind: str,
    label: Any,
    noun: type[Model],
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    **more: Any,
) -> Ledger:
    """A ledger of one noun; ``check`` (of more) looks across a row's fields."""
    own: Any = noun
    check: Check = more.pop("check", _nothing)
    period = more.get("period_field", "")
    links = [one for one in columns if isinstance(one.parser, RecordName)]
    several = [one.field for one in links if isinstance(one.parser, RecordNames)]
    single = ["unit", *(one.field for one in links if one.field not in several)]

    def find(values: Values, setting: Setting) -> Any | None:
        wanted = dict(_wanted(columns, key, values))
        return own.objects.filter(root=setting.root, **wanted).first()

    def checked(values: Values, setting: Setting) -> Iterator[Problem]:
        yield from missing_institution(setting)
        yield from check(values, setting)

    def records(asker: Asker) -> QuerySet[Any]:
        visible: QuerySet[Any] = own.objects.visible_to(asker)
        visible = visible.select_related(*single).prefetch_related(*several)
        return visible.order_by(*([period] if period else []), "pk")

    return Ledger(
        kind=kind,
        label=label,
        noun=noun,
        columns=columns,
        key=key,
        find=find,
        read=lambda record: {one.field: _told(one, record) for one in columns},
        create=lambda values, about: _create(noun, values, about),
        update=_update,
        records=records,
        check=checked,
        **{"remove": _remove} | more,
    )


def in_order(values: Values, first: str, second: str, advice: str) -> Iterator[Problem]:
    """The second of two days is not before the first, where both are known."""
    begins, ends = values.get(first), values.get(second)
    if begins and ends and ends < begins:
        yield Problem("date.order", advice, second)


def at_most(values: Values, part: str, whole: str) -> Iterator[Problem]:
    """A part is not more than the whole."""
    less, more = values.get(part), values.get(whole)
    if less is not None and more is not None and less > more:
        advice = _("More than there are altogether.")
        yield Problem("count.order", advice, part)


def _nothing(values: Values, setting: Setting) -> Iterable[Problem]:
    return ()


def _wanted(
    columns: tuple[Column, ...], key: tuple[str, ...], values: Values
) -> Iterator[tuple[str, Any]]:
    by_name = {one.field: one for one in columns}
    for name in key:
        parser = by_name[name].parser
        path = f"{name}__{parser.by}" if isinstance(parser, RecordName) else name
        yield path, values.get(name)


def _told(column: Column, record: Any) -> Any:
    if isinstance(column.parser, RecordName):
        return column.parser.linked(record, column.field)
    value = getattr(record, column.field)
    return tuple(value) if isinstance(value, list) else value


def _create(noun: type[Model], values: dict[str, Any], about: Import) -> Any:
    return actions.keep(
        noun,
        values,
        root=institution(about),
        actor=about.actor,
        at=about.at,
        way=about.way,
    )


def _update(record: Any, changes: dict[str, Any], about: Import) -> None:
    actions.change(record, changes, actor=about.actor, at=about.at, way=about.way)


def _remove(record: Any) -> None:
    record.delete()
