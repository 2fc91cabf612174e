"""The list of people and the page of one."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import SearchFilter, UnitFilter
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.core.role_texts import role_choices, role_names, role_text


class PersonTable(tables.Table):
    staff_number = tables.Column(linkify=True)
    roles = tables.Column(
        verbose_name=_("Roles"), orderable=False, attrs={"td": {"class": "cut"}}
    )
    unit = tables.Column(verbose_name=_("Unit"))
    is_active = tables.Column()
    last_login = tables.DateTimeColumn(
        verbose_name=_("Last sign-in"), format="Y-m-d H:i"
    )

    class Meta:
        model = User
        fields = (
            "staff_number",
            "name",
            "unit",
            "position",
            "roles",
            "is_active",
            "last_login",
        )

    def render_roles(self, value: tuple[str, ...]) -> str:
        return role_names(value)

    def render_is_active(self, value: object) -> str:
        return str(_("Yes") if value else _("No"))


class PersonFilter(filters.FilterSet):
    q = SearchFilter("staff_number", "name", "position")
    unit = UnitFilter()
    role = filters.ChoiceFilter(
        label=_("Role"),
        choices=role_choices,
        empty_label=_("All"),
        method="holding",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def holding(self, people: QuerySet[User], name: str, value: str) -> Any:
        return people.filter(grants__role=value)


def _show(user: User) -> Shown:
    facts = (
        (_("Staff number"), user.staff_number),
        (_("Name"), user.name),
        (_("Unit"), user.unit),
        (_("Position"), user.position),
        (_("Joined on"), user.joined_on),
        (_("Full-time in consumer protection"), user.is_full_time),
        (_("Active"), user.is_active),
        (_("Password set"), user.has_usable_password()),
        (_("One-time code until"), user.code_until),
        (_("Last sign-in"), user.last_login),
    )
    roles = tuple(
        (name, role_text(code)) for code, name in role_choices() if code in user.roles
    )
    return Shown(
        title=user.name,
        sections=(Section(_("Person"), facts), Section(_("Roles"), roles)),
    )


def _list_acts(asker: User) -> list[Act]:
    return [
        Act(_("Add a person"), reverse("core:person_add"), "plus"),
        Act(_("One-time codes"), reverse("core:person_codes"), "lock"),
    ]


def _acts(user: User, asker: User) -> list[Act]:
    edit = Act(_("Edit"), reverse("core:person_edit", args=[user.pk]))
    if user.pk == asker.pk:
        return [edit]
    switch = reverse("core:person_switch", args=[user.pk])
    if not user.is_active:
        return [edit, Act(_("Activate again"), switch, is_post=True)]
    code = reverse("core:person_code", args=[user.pk])
    return [
        edit,
        Act(_("Give a one-time code"), code, "lock", is_post=True),
        Act(_("Deactivate"), switch, is_post=True),
    ]


PEOPLE = Register(
    noun=User,
    label=_("People"),
    subject="",
    may="accounts.manage",
    called="person",
    table=PersonTable,
    filterset=PersonFilter,
    show=_show,
    order=("staff_number",),
    related=("unit",),
    ledger="staff",
    writes="accounts.manage",
    edit="core:person_edit",
    acts=_acts,
    list_acts=_list_acts,
)
