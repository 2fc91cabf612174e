"""A register is a declaration; its list and detail pages come from here.

A duty declares noun, table, filter, figures and what a record shows; doors, scope,
figure links, pills, paging, reveal and history are the same for all.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django_tables2 import RequestConfig

from consumer_protection.core import attachments, trail
from consumer_protection.core.figures import AnyFigure, Breakdown
from consumer_protection.core.http import StaffRequest, View, access
from consumer_protection.core.keeping import AttachmentForm
from consumer_protection.core.models import User
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period
from consumer_protection.core.reveal import Personal

PAGE_SIZE = 25
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
    the clearance to put files beside a record, without one there are none; ``entry``
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
            "pills": _pills(request, found),
            "may_enter": bool(register.entry)
            and request.user.scope.allows(register.enters),
            "may_import": request.user.scope.allows("ledgers.import"),
            "export_url": f"{register.app}:{register.name}_export",
            "acts": register.list_acts(request.user),
            # A count reads every row: a second time only where it may differ.
            "total": records.count() if _is_narrowed(found) else table.paginator.count,
            "found": table.paginator.count,
        }
        template = "core/register_list.html"
        return render(
            request, f"{template}#rows" if request.htmx else template, context
        )

    return page


@dataclass(frozen=True, slots=True)
class Listed:
    """What a list shows before paging: all the asker sees of the figure it was opened
    from (``records``), and of these what the filter leaves (``chosen``)."""

    figure: "ChosenFigure | None"
    records: QuerySet[Any]
    found: Any

    @property
    def chosen(self) -> QuerySet[Any]:
        valid: QuerySet[Any] = self.records.none()
        return self.found.qs if self.found.is_valid() else valid


def listed_records(register: Register, request: StaffRequest) -> Listed:
    """The records of a list by its address: scope, figure, filter."""
    records = register.visible_to(request.user).order_by(*register.order)
    figure, records = _narrowed(register, request, records)
    found = register.filterset(request.GET, queryset=records, request=request)
    return Listed(figure, records, found)


def detail_page(register: Register) -> View:
    """One record; one out of scope is told like one that does not exist."""

    @access(sees=register.subject, may=register.may)
    def page(request: StaffRequest, pk: int) -> HttpResponse:
        record = get_object_or_404(register.visible_to(request.user), pk=pk)
        context = {
            "register": register,
            "record": record,
            "shown": register.show(record),
            "acts": register.acts(record, request.user),
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
        }
        return render(request, "core/register_detail.html", context)

    return page


def _files(register: Register, record: Any, user: User) -> dict[str, object]:
    if not register.keeps:
        return {}
    return {
        "attachments": attachments.of_record(record),
        "may_attach": user.scope.allows(register.keeps),
        "attach_form": AttachmentForm(),
        "attach_url": f"{register.app}:{register.name}_attach",
    }


@dataclass(frozen=True, slots=True)
class ChosenFigure:
    """The figure a list was opened from."""

    figure: AnyFigure
    period: Period
    key: str


def _narrowed(
    register: Register, request: StaffRequest, records: QuerySet[Any]
) -> tuple[ChosenFigure | None, QuerySet[Any]]:
    """The very records the figure counts, in the list's own order."""
    code = request.GET.get("figure", "")
    if not code:
        return None, records
    figure = register.figures.get(code)
    if figure is None or figure.counted is not register.noun:
        raise Http404
    try:
        period = parse_period(request.GET.get("period", ""), as_of=timezone.localdate())
    except UnknownPeriod as error:
        raise Http404(str(error)) from error
    key = request.GET.get("key", "")
    if isinstance(figure, Breakdown):
        counted = figure.records(request.user, period, key)
    else:
        counted = figure.records(request.user, period)
    return ChosenFigure(figure, period, key), records.filter(
        pk__in=counted.values("pk")
    )


def _is_narrowed(found: Any) -> bool:
    return not found.is_valid() or any(found.form.cleaned_data.values())


def _pills(request: HttpRequest, found: Any) -> list[dict[str, str]]:
    """Each applied filter with the address that lacks it."""
    pills = []
    for name, bound in found.form.fields.items():
        if not request.GET.get(name):
            continue
        without = request.GET.copy()
        without.pop(name)
        without.pop("page", None)
        shown = found.form.cleaned_data.get(name) if found.form.is_valid() else ""
        text = _label_of(bound, shown) if isinstance(shown, str) else shown
        pills.append(
            {"label": f"{bound.label}: {text}", "url": f"?{without.urlencode()}"}
        )
    return pills


def _label_of(bound: Any, code: str) -> str:
    """The words of a chosen code; other fields show what was typed."""
    for value, text in getattr(bound, "choices", ()):
        if value == code:
            return str(text)
    return code
