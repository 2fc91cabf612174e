"""The list of base figures and the page of one."""

import django_filters as filters
import django_tables2 as tables
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list, label
from consumer_protection.core.filters import CodeFilter, UnitFilter
from consumer_protection.core.models import BaseFigure
from consumer_protection.core.registers import Register, Section, Shown


class NumberColumn(tables.Column):
    """The number of one kind, with thousands set apart."""

    attrs = {"td": {"class": "text-end"}, "th": {"class": "text-end"}}

    def __init__(self, kind: str) -> None:
        super().__init__(empty_values=(), orderable=False, verbose_name=_name_of(kind))
        self.kind = kind

    def render(self, record: BaseFigure) -> str:
        number = record.numbers().get(self.kind)
        return "—" if number is None else f"{number:,}"


def _name_of(kind: str) -> str | Promise:
    return {
        "customers": _("Customers"),
        "accounts": _("Accounts"),
        "staff": _("Staff members"),
    }[kind]


class BaseFigureTable(tables.Table):
    unit = tables.Column(linkify=True)
    customers = NumberColumn("customers")
    accounts = NumberColumn("accounts")
    staff = NumberColumn("staff")

    class Meta:
        model = BaseFigure
        fields = ("unit", "year", "customers", "accounts", "staff", "source")


class BaseFigureFilter(filters.FilterSet):
    year = filters.NumberFilter(label=_("Year"), min_value=1, max_value=9999)
    unit = UnitFilter()
    kind = CodeFilter("base_figure_kind", field_name="counts__kind", label=_("Kind"))

    class Meta:
        model = BaseFigure
        fields: list[str] = []


def _show(figure: BaseFigure) -> Shown:
    numbers = figure.numbers()
    facts = [
        (label("base_figure_kind", kind), f"{number:,}")
        for kind, number in numbers.items()
        if kind in code_list("base_figure_kind").labels
    ]
    told = (
        (_("Unit"), figure.unit.name),
        (_("At the end of"), figure.day),
        (_("Taken from"), figure.source),
        (_("Remark"), figure.remark),
        (_("Recorded by"), figure.recorded_by),
    )
    return Shown(
        title=f"{figure.unit} · {figure.year}",
        sections=(Section(_("Base figures"), facts), Section(_("Origin"), told)),
    )


BASE_FIGURES = Register(
    noun=BaseFigure,
    label=_("Base figures"),
    subject="base",
    table=BaseFigureTable,
    filterset=BaseFigureFilter,
    show=_show,
    order=("-year", "unit__code"),
    related=("unit", "recorded_by"),
    ledger="base_figures",
    writes="figures.enter",
    entry="core:base_year",
    enters="figures.enter",
)
