"""Every filter of every list is tried once: what a form offers, the database takes."""

import pytest
from django import forms
from django.urls import NoReverseMatch, reverse

from consumer_protection.core import accounts
from consumer_protection.core.models import Unit
from consumer_protection.core.roles import ROLES
from tests.reporting.test_hostile_texts import LISTS


@pytest.fixture
def everybody(union, system, now):
    return accounts.add_user(
        "all-1",
        name="陈国平",
        unit=Unit.objects.get(code="MX00"),
        roles=list(ROLES),
        actor=system,
        at=now,
    )


def address(export):
    name = export.removesuffix("_export")
    try:
        return reverse(f"{name}_list")
    except NoReverseMatch:
        return reverse(f"{name}s")


@pytest.mark.parametrize("export", [name for name, _noun in LISTS])
def test_each_filter_of_a_list_can_be_chosen(client, everybody, export):
    client.force_login(everybody)
    page = client.get(address(export))
    assert page.status_code == 200
    fields = page.context["filter"].form.fields
    assert fields
    for name, field in fields.items():
        told = client.get(address(export), {name: something(field)})
        assert told.status_code == 200, name


def something(field):
    """A value that the field's own form offers."""
    offered = [value for value, _label in getattr(field, "choices", ()) if str(value)]
    if offered:
        return str(offered[-1])
    if isinstance(field, forms.DateField):
        return "2024-05-17"
    if isinstance(field, forms.BooleanField | forms.NullBooleanField):
        return "on"
    if isinstance(field, forms.DecimalField):
        return "2024"
    return "甲"
