"""A register is a declaration; its pages come from ``core.register_pages``.

A duty declares noun, table, filter, figures and what a record shows; doors, scope,
figure links, pills, paging, reveal and history are the same for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from consumer_protection.core.figures import AnyFigure
from consumer_protection.core.models import User
from consumer_protection.core.reveal import Personal

Label = str | Promise


@dataclass(frozen=True, slots=True)
class Section:
    """Labelled values of a record under a heading; empty ones are left out."""

    title: Label
    facts: Sequence[tuple[Label, object]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A small table of a record's parts under a heading."""

    title: Label
    columns: Sequence[Label]
    rows: Sequence[Sequence[object]]

    @property
    def labelled(self) -> list[list[tuple[Label, object]]]:
        """Each cell with its column's label, which phones show beside it."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the detail page says of a record."""

    title: str
    status: str = ""
    is_ended: bool = False
    sections: Sequence[Section] = ()
    listings: Sequence[Listing] = ()


@dataclass(frozen=True, slots=True)
class Act:
    """A button of a page: a way to a form, or with ``is_post`` the deed itself."""

    label: Label
    url: str
    icon: str = ""
    is_post: bool = False


def _no_acts(*asked: Any) -> Sequence[Act]:
    return ()


@dataclass(frozen=True)
class Register:
    """``subject`` is who-sees-what of core.roles; ``related`` is fetched along;
    ``ledger`` names the ledger kind that fills it, for the empty state; ``keeps`` is
    the clearance to put files beside a record, without one there are none; ``writes``
    the one to add and correct records by the ledger's columns in a form; ``entry``
    names the page where records are entered by hand, for those cleared to ``enters``;
    ``may`` is asked for at its doors; ``called`` names them where the noun does not;
    ``acts`` (of a record and the asker) and ``list_acts`` (of the asker) are its
    buttons."""

    noun: type[Model]
    label: Label
    subject: str
    table: type[Any]
    filterset: type[Any]
    show: Callable[[Any], Shown]
    order: tuple[str, ...] = ("-pk",)
    related: tuple[str, ...] = ()
    figures: Mapping[str, AnyFigure] = field(default_factory=dict)
    personal: tuple[Personal, ...] = ()
    ledger: str = ""
    keeps: str = ""
    writes: str = ""
    entry: str = ""
    enters: str = ""
    may: str = ""
    called: str = ""
    acts: Callable[[Any, User], Sequence[Act]] = _no_acts
    list_acts: Callable[[User], Sequence[Act]] = _no_acts

    @property
    def name(self) -> str:
        return self.called or str(self.noun._meta.model_name)

    @property
    def app(self) -> str:
        return self.noun._meta.app_label

    def may_write(self, user: User) -> bool:
        return bool(self.writes) and user.scope.allows(self.writes)

    def visible_to(self, user: User) -> QuerySet[Any]:
        noun: Any = self.noun
        visible: QuerySet[Any] = noun._default_manager.visible_to(user)
        return visible.select_related(*self.related)
