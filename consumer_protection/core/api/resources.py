"""A register as programs see it: one declaration, made of its ledger."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from consumer_protection.core import trail
from consumer_protection.core.api import values
from consumer_protection.core.api.doors import StaffApiRequest
from consumer_protection.core.figures import AnyFigure
from consumer_protection.core.ledgers.declaration import Column, Ledger
from consumer_protection.core.ledgers.parsers import Approximate
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Machine


@dataclass(frozen=True)
class Resource:
    """``records`` and ``read`` as in a ledger; a register without one is only read.
    ``reads``, ``writes`` and ``keeps``: the clearances to read records, where seeing
    the subject is not enough, to write them and to put files beside them; ``adds``: one
    more that may add, and nothing else; ``told``: further columns, read from the record and never written;
    ``parts``: name → the door below a record's address; ``before_move`` may refuse a
    move of a record to somebody, by MoveRefused; ``is_moved``: whether programs move
    its records at all, or only the product itself does; ``declares``: move → the field by
    which whoever makes it says something of themselves, and what it says."""

    kind: str
    label: str | Promise
    noun: type[Model]
    columns: Sequence[Column]
    records: Callable[[Asker], QuerySet[Any]]
    read: Callable[[Any], Mapping[str, Any]]
    filterset: type[Any]
    figures: Mapping[str, AnyFigure] = field(default_factory=dict)
    ledger: Ledger | None = None
    reads: str = ""
    writes: str = ""
    adds: str = ""
    keeps: str = ""
    told: Sequence[Column] = ()
    parts: Mapping[str, type[Any]] = field(default_factory=dict)
    before_move: Callable[[Any, Any], None] | None = None
    is_moved: bool = True
    declares: Mapping[str, tuple[str, str | Promise]] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        """Who sees what, as the noun's own records have it; "" is everybody."""
        noun: Any = self.noun
        return str(getattr(noun._default_manager.none(), "subject", ""))

    @property
    def machine(self) -> Machine | None:
        return getattr(self.noun, "machine", None) if self.is_moved else None

    @property
    def address(self) -> str:
        """The field a record is found by: its number, where it has one."""
        has_number = any(one.name == "number" for one in self.noun._meta.get_fields())
        return "number" if has_number else "id"

    @property
    def by_name(self) -> dict[str, Column]:
        return {column.field: column for column in self.columns}

    def url_of(self, record: Any, request: StaffApiRequest) -> str:
        at = {self.address: getattr(record, self.address)}
        return str(request.build_absolute_uri(reverse(f"api:{self.kind}", kwargs=at)))

    def show(
        self, records: Collection[Any], request: StaffApiRequest
    ) -> list[dict[str, Any]]:
        """Records as JSON, masked for the asker; one query for all their versions."""
        versions = trail.versions_of(records)
        return [self._shown(record, versions[record.pk], request) for record in records]

    def _shown(
        self, record: Any, version: int, request: StaffApiRequest
    ) -> dict[str, Any]:
        own = {"id": record.pk, "version": version}
        if self.machine is not None:
            own["status"] = record.status
        own["url"] = self.url_of(record, request)
        told = {one.field: getattr(record, one.field) for one in self.told}
        user = request.user
        return {
            **own,
            **values.shown(self.columns, self.read(record), user),
            **values.shown(self.told, told, user),
        }

    def schema(self) -> dict[str, Any]:
        """A record as it is answered."""
        own: dict[str, Any] = {
            "id": {"type": "integer"},
            "version": {"type": "integer"},
            "url": {"type": "string", "format": "uri"},
        }
        if self.machine is not None:
            own["status"] = {"type": "string", "enum": sorted(self.machine.statuses)}
        return _object({**own, **_columns([*self.columns, *self.told])})

    def new_schema(self) -> dict[str, Any]:
        """What is sent for a new record."""
        required = [one.field for one in self.columns if one.required]
        return {**_object(self._sent(), []), **_required(required)}

    def change_schema(self) -> dict[str, Any]:
        """What is sent to change one: the version read before, and the changes."""
        version = {"version": {"type": "integer"}}
        return _object({**version, **self._sent()}, ["version"])

    def _sent(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for column in self.columns:
            found[column.field] = values.sent_schema(column)
            if column.field + values.APPROX in _columns([column]):
                found[column.field + values.APPROX] = {"type": ["boolean", "null"]}
        return found


def of_ledger(
    ledger: Ledger, filterset: type[Any], *, writes: str, **more: Any
) -> Resource:
    """The resource of a ledger: its rows are the records."""
    return Resource(
        kind=ledger.kind.replace("_", "-"),
        label=ledger.label,
        noun=ledger.noun,
        columns=ledger.columns,
        records=ledger.records,
        read=ledger.read,
        filterset=filterset,
        ledger=ledger,
        writes=writes,
        **more,
    )


@cache
def resources() -> dict[str, Resource]:
    """Every resource by its path, as the settings name them."""
    return {kind: import_string(name) for kind, name in settings.API.items()}


def resource_of(noun: type[Model]) -> Resource | None:
    return next((one for one in resources().values() if one.noun is noun), None)


def _columns(columns: Sequence[Column]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for column in columns:
        found[column.field] = values.schema_of(column)
        if isinstance(column.parser, Approximate):
            found[column.field + values.APPROX] = {"type": "boolean"}
    return found


def _object(
    properties: Mapping[str, Any], required: Sequence[str] | None = None
) -> dict[str, Any]:
    names = list(properties) if required is None else list(required)
    return {"type": "object", "properties": dict(properties), **_required(names)}


def _required(names: Sequence[str]) -> dict[str, Any]:
    return {"required": list(names)} if names else {}
