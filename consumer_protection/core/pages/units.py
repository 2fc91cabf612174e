"""The list of units and the page of one."""

import django_filters as filters
import django_tables2 as tables
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.filters import CodeFilter, SearchFilter
from consumer_protection.core.models import Unit, User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.core.tables import CodeColumn
from consumer_protection.core.unit_figures import FIGURES


class UnitTable(tables.Table):
    code = tables.Column(linkify=("core:unit_detail", {"pk": tables.A("pk")}))
    kind = CodeColumn("unit_kind")
    parent = tables.Column(verbose_name=_("Unit above"))

    class Meta:
        model = Unit
        fields = (
            "code",
            "name",
            "kind",
            "parent",
            "township",
            "head_name",
            "liaison_name",
        )


class UnitFilter(filters.FilterSet):
    q = SearchFilter("code", "name", "short_name", "township")
    kind = CodeFilter("unit_kind", label=_("Kind"))

    class Meta:
        model = Unit
        fields: list[str] = []


def _show(unit: Unit) -> Shown:
    facts = (
        (_("Unit code"), unit.code),
        (_("Unit name"), unit.name),
        (_("Short name"), unit.short_name),
        (_("Kind"), label("unit_kind", unit.kind)),
        (_("Unit above"), unit.parent),
        (_("Township"), unit.township),
        (_("Head of unit"), unit.head_name),
        (_("Liaison person"), unit.liaison_name),
        (_("Lead department"), unit.is_lead or None),
        (_("Valid from"), unit.valid_from),
        (_("Valid to"), unit.valid_to),
    )
    return Shown(title=unit.name, sections=(Section(_("Unit"), facts),))


def _list_acts(user: User) -> list[Act]:
    found = []
    if user.scope.allows("institution.manage"):
        found.append(Act(_("Add a unit"), reverse("core:unit_add"), "plus"))
    if user.scope.allows("setup.see"):
        found.append(Act(_("What is missing"), reverse("core:setup_missing")))
    return found


def _acts(unit: Unit, user: User) -> list[Act]:
    if not user.scope.allows("institution.manage"):
        return []
    return [Act(_("Edit"), reverse("core:unit_edit", args=[unit.pk]))]


UNITS = Register(
    noun=Unit,
    label=_("Units"),
    subject="",
    table=UnitTable,
    filterset=UnitFilter,
    show=_show,
    order=("code",),
    related=("parent",),
    figures=FIGURES,
    ledger="units",
    writes="institution.manage",
    edit="core:unit_edit",
    acts=_acts,
    list_acts=_list_acts,
)
