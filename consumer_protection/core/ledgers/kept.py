"""A ledger of plain records, made of its columns alone."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from consumer_protection.core.calendar import working_days
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
from consumer_protection.core.ledgers.keeping import add_kept, change_kept
from consumer_protection.core.ledgers.links import RecordName
from consumer_protection.core.ledgers.parsers import Text
from consumer_protection.core.models import Unit
from consumer_protection.core.scope import Asker

Check = Callable[[Values], Iterable[Problem]]
Beside = Callable[[Any], dict[str, Any]]
# Of what is to be written, the institution, and the record where one stands.
Linked = Callable[[dict[str, Any], Unit, Any], dict[str, Any]]


def text(
    field: str, *headers: str, limit: int = 2000, required: bool = False
) -> Column:
    return Column(field, headers, Text(limit), required=required, default="")


def _nothing(values: Values) -> Iterable[Problem]:
    return ()


def _nothing_beside(record: Any) -> dict[str, Any]:
    return {}


def _as_told(values: dict[str, Any], root: Unit, record: Any) -> dict[str, Any]:
    return values


def _told(column: Column, record: Any) -> Any:
    if isinstance(column.parser, RecordName):
        return column.parser.linked(record, column.field)
    value = getattr(record, column.field)
    return tuple(value) if isinstance(value, list) else value


def _key_of(
    parsers: dict[str, Any], key: tuple[str, ...], values: Values
) -> Iterator[tuple[str, Any]]:
    for name in key:
        parser = parsers[name]
        path = f"{name}__{parser.by}" if isinstance(parser, RecordName) else name
        yield path, values.get(name)


def kept_ledger(
    noun: Any,
    kind: str,
    label: str | Promise,
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    **more: Any,
) -> Ledger:
    """``check`` looks at a row's values; ``order`` is that of the export; ``beside``
    tells values that are no plain field; ``linked`` turns names of other records in
    what is to be written into these records."""
    check: Check = more.pop("check", _nothing)
    beside: Beside = more.pop("beside", _nothing_beside)
    linked: Linked = more.pop("linked", _as_told)
    links = {one.field: one.parser for one in columns}
    related = [name for name, own in links.items() if isinstance(own, RecordName)]
    order: tuple[str, ...] = (*more.pop("order", key), "pk")

    def check_row(values: Values, setting: Setting) -> Iterator[Problem]:
        yield from missing_institution(setting)
        yield from check(values)

    def find(values: Values, setting: Setting) -> Any | None:
        own = dict(_key_of(links, key, values))
        return noun.objects.filter(root=setting.root, **own).first()

    def read(record: Any) -> dict[str, Any]:
        plain = {one.field: _told(one, record) for one in columns}
        return plain | beside(record)

    def create(values: dict[str, Any], about: Import) -> Any:
        root = institution(about)
        record, told = noun(root=root), linked(values, root, None)
        add_kept(record, told, actor=about.actor, at=about.at, way=about.way)
        return record

    def update(record: Any, changes: dict[str, Any], about: Import) -> None:
        told = linked(changes, record.root, record)
        change_kept(record, told, actor=about.actor, at=about.at, way=about.way)

    def records(asker: Asker) -> QuerySet[Any]:
        found: QuerySet[Any] = noun.objects.visible_to(asker)
        return found.select_related("unit", "root", *related).order_by(*order)

    def remove(record: Any) -> None:
        record.delete()

    return Ledger(
        kind=kind,
        label=label,
        noun=noun,
        columns=columns,
        key=key,
        find=find,
        read=read,
        create=create,
        update=update,
        records=records,
        remove=remove,
        check=check_row,
        **more,
    )


def in_order(values: Values, first: str, then: str) -> Iterator[Problem]:
    """An end before its start is an error at the end."""
    start, end = values.get(first), values.get(then)
    if start and end and end < start:
        yield Problem("date.order", _("It ends before it begins: correct a day."), then)


def on_a_working_day(values: Values, field: str) -> Iterator[Problem]:
    """What is held on a holiday is taken, with a warning."""
    day = values.get(field)
    if day and not working_days().is_working(day):
        advice = _("This day is no working day: check it.")
        yield Problem("date.holiday", advice, field, is_warning=True)
