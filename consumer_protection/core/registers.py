"""A register is a declaration; its list and detail pages come from here.

A duty declares noun, table, filter, figures and what a record shows; doors, scope,
figure links, pills, paging, reveal and history are the same for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from consumer_protection.core import attachments, register_quality, trail
from consumer_protection.core.figures import AnyFigure
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.keeping import AttachmentForm
from consumer_protection.core.models import User
from consumer_protection.core.pills import is_narrowed, pills
from consumer_protection.core.register_figures import ChosenFigure, narrowed
from consumer_protection.core.reveal import Personal

PAGE_SIZE = 25
Label = str | Promise


@dataclass(frozen=True, slots=True)
class Opened:
    """A value of a section that opens the records it counts."""

    value: object
    url: str

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Section:
    """Labelled values of a record under a heading; empty ones are left out."""

    title: Label
    facts: Sequence[tuple[Label, object]]


@dataclass(frozen=True, slots=True)
class Listing:
    """A small table of a record's parts under a heading; ``links``: where the first
    cell of each row leads, if anywhere."""

    title: Label
    columns: Sequence[Label]
    rows: Sequence[Sequence[object]]
    links: Sequence[str] = ()

    @property
    def labelled(self) -> list[list[tuple[Label, object]]]:
        """Each cell with its column's label, which phones show beside it."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]

    @property
    def linked(self) -> list[tuple[str, list[tuple[Label, object]]]]:
        links = self.links or [""] * len(self.rows)
        return list(zip(links, self.labelled, strict=True))


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
    """A button of a page: a way to a form, or with ``is_post`` the deed itself.

    Pages with many put those of one ``group`` under its name; ``why_not`` says what
    stands in the way of one that is shown all the same."""

    label: Label
    url: str
    icon: str = ""
    is_post: bool = False
    is_main: bool = False
    group: Label = ""
    why_not: str = ""


def _no_acts(*asked: Any) -> Sequence[Act]:
    return ()


def _always(record: Any) -> bool:
    return True


def _nothing(*asked: Any) -> Mapping[str, object]:
    return {}


@dataclass(frozen=True)
class Register:
    """``subject`` is who-sees-what of core.roles; ``related`` is fetched along;
    ``ledger`` names the ledger kind that fills it, for the empty state; ``keeps`` is
    the clearance to put files beside a record, without one there are none; ``entry``
    names the page where records are entered by hand, for those cleared to ``enters``;
    ``writes`` is the clearance to add and correct single records by their ledger's
    columns, ``edit`` the route of a form of its own that does it instead, ``is_mended``
    says of which records; ``may`` is asked for at its doors; ``called`` names them;
    ``acts`` (of a record and the asker) and ``list_acts`` (of the asker) are its
    buttons; ``page`` is the template of one record, ``more`` (of both) what it shows
    beside the rest; ``above`` and ``bar`` are templates over the list's filter and its
    rows, ``list_more`` (of the asker) what they need."""

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
    entry: str = ""
    enters: str = ""
    writes: str = ""
    edit: str = ""
    is_mended: Callable[[Any], bool] = _always
    may: str = ""
    called: str = ""
    acts: Callable[[Any, User], Sequence[Act]] = _no_acts
    list_acts: Callable[[User], Sequence[Act]] = _no_acts
    page: str = "core/register_detail.html"
    more: Callable[[Any, User], Mapping[str, object]] = _nothing
    above: str = ""
    bar: str = ""
    list_more: Callable[[User], Mapping[str, object]] = _nothing

    @property
    def name(self) -> str:
        return self.called or str(self.noun._meta.model_name)

    @property
    def app(self) -> str:
        return self.noun._meta.app_label

    @property
    def has_form(self) -> bool:
        """Whether the form made of its ledger is the one to write it by."""
        return bool(self.writes) and not self.edit

    @property
    def adds_by_form(self) -> bool:
        return self.has_form and not self.entry

    def door(self, page: str, *args: object) -> str:
        return reverse(f"{self.app}:{self.name}_{page}", args=args)

    def mend_url(self, record: Any, user: User) -> str:
        """The form that corrects a record, or nothing where the asker may not."""
        if not self.writes or not user.scope.allows(self.writes):
            return ""
        if not self.is_mended(record):
            return ""
        if self.edit:
            return reverse(self.edit, args=[record.pk])
        return self.door("correct", record.pk)

    def visible_to(self, user: User) -> QuerySet[Any]:
        noun: Any = self.noun
        visible: QuerySet[Any] = noun._default_manager.visible_to(user)
        return visible.select_related(*self.related)


def list_page(register: Register) -> View:
    """The list of what the asker may see, narrowed by figure and filter."""

    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest) -> HttpResponse:
        listed = listed_records(register, request)
        figure, records, found = listed.figure, listed.records, listed.found
        table = register.table(listed.chosen)
        RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
        context = {
            "register": register,
            "filter": found,
            "table": table,
            "figure": figure,
            "pills": pills(request, found),
            "may_enter": bool(register.entry)
            and request.user.scope.allows(register.enters),
            "may_import": request.user.scope.allows("ledgers.import"),
            "export_url": f"{register.app}:{register.name}_export",
            "acts": _list_acts(register, request.user),
            "quality": listed.quality,
            # A count reads every row: a second time only where it may differ.
            "total": records.count() if is_narrowed(found) else table.paginator.count,
            "found": table.paginator.count,
            **register.list_more(request.user),
        }
        template = "core/register_list.html"
        return render(
            request, f"{template}#rows" if request.htmx else template, context
        )

    return page


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows before paging: all the asker sees of what it was opened
    from (``records``), and of these what the filter leaves (``chosen``)."""

    figure: ChosenFigure | None
    records: QuerySet[Any]
    found: Any
    quality: register_quality.ChosenCheck | None = None

    @property
    def chosen(self) -> QuerySet[Any]:
        valid: QuerySet[Any] = self.records.none()
        return self.found.qs if self.found.is_valid() else valid


def listed_records(register: Register, request: StaffRequest) -> Listed:
    """The records of a list by its address: scope, figure, check, filter."""
    records = register.visible_to(request.user).order_by(*register.order)
    figure, records = narrowed(register.noun, register.figures, request, records)
    quality, records = register_quality.narrowed(register.noun, request, records)
    found = register.filterset(request.GET, queryset=records, request=request)
    return Listed(figure, records, found, quality)


def detail_page(register: Register) -> View:
    """One record; one out of scope is told like one that does not exist."""

    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(register.visible_to(request.user), pk=pk)
        context = {
            "register": register,
            "record": record,
            "shown": register.show(record),
            "acts": _acts(register, record, request.user),
            "faults": register_quality.faults(
                record, register.mend_url(record, request.user)
            ),
            "history": trail.moves_of(record),
            "personal": [
                (own.label, own.masked(record))
                for own in register.personal
                if own.plain(record)
            ],
            "may_reveal": request.user.scope.allows("pii.reveal"),
            "reveal_url": f"{register.app}:{register.name}_reveal",
            "list_url": f"{register.app}:{register.name}_list",
            **_files(register, record, request.user),
            **register.more(record, request.user),
        }
        return render(request, register.page, context)

    return page


def _list_acts(register: Register, user: User) -> list[Act]:
    own = list(register.list_acts(user))
    if register.adds_by_form and user.scope.allows(register.writes):
        own.append(Act(_("New record"), register.door("add"), "plus", is_main=not own))
    return own


def _acts(register: Register, record: Any, user: User) -> list[Act]:
    own = list(register.acts(record, user))
    if register.has_form and (url := register.mend_url(record, user)):
        own.append(Act(_("Correct"), url, "edit"))
    return own


def _files(register: Register, record: Any, user: User) -> dict[str, object]:
    if not register.keeps:
        return {}
    return {
        "attachments": attachments.of_record(record),
        "may_attach": user.scope.allows(register.keeps),
        "attach_form": AttachmentForm(),
        "attach_url": f"{register.app}:{register.name}_attach",
    }
