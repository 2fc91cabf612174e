"""The list of working-day exceptions, year by year, and the page of one."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Workday
from consumer_protection.core.registers import Register, Section, Shown
from consumer_protection.core.tables import DayColumn


class WorkdayTable(tables.Table):
    day = DayColumn(linkify=True)
    is_working = tables.Column()

    class Meta:
        model = Workday
        fields = ("day", "is_working", "name")

    def render_is_working(self, record: Workday) -> str:
        return str(_word(record))


class WorkdayFilter(filters.FilterSet):
    year = filters.NumberFilter(
        field_name="day",
        lookup_expr="year",
        label=_("Year"),
        min_value=1,
        max_value=9999,
    )
    is_working = filters.BooleanFilter(label=_("working day"))

    class Meta:
        model = Workday
        fields: list[str] = []


def _word(one: Workday) -> object:
    return _("worked") if one.is_working else _("rested")


def _show(one: Workday) -> Shown:
    facts = (
        (_("Day"), one.day),
        (_("Arrangement"), _word(one)),
        (_("Occasion"), one.name),
    )
    return Shown(title=str(one), sections=(Section(_("Working day"), facts),))


WORKDAYS = Register(
    noun=Workday,
    label=_("Working-day arrangements"),
    subject="",
    table=WorkdayTable,
    filterset=WorkdayFilter,
    show=_show,
    order=("-day",),
    ledger="workdays",
    writes="institution.manage",
    may="institution.manage",
)
