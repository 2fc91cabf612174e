"""Filters that the lists of all registers share."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Unit


class CodeFilter(filters.ChoiceFilter):
    """One code of a list, offered by label."""

    def __init__(self, code_list_name: str, **kwargs: Any) -> None:
        def choices() -> list[tuple[str, str]]:
            return list(code_list(code_list_name).labels.items())

        super().__init__(choices=choices, empty_label=_("All"), **kwargs)


class OneOfCodesFilter(CodeFilter):
    """Records that hold the code among several."""

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        return qs.filter(**{f"{self.field_name}__contains": [value]})


class SearchFilter(filters.CharFilter):
    """Words found in any of several fields."""

    def __init__(self, *fields: str, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Search"))
        super().__init__(**kwargs)
        self.fields = fields

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        if not value:
            return qs
        found = Q()
        for name in self.fields:
            found |= Q(**{f"{name}__icontains": value})
        return qs.filter(found)


class _ReadOnce(ModelChoiceIterator):  # type: ignore[type-arg]
    """The choices from rows that stay in memory: they are asked for again and again."""

    def __iter__(self) -> Iterator[Any]:
        yield ("", self.field.empty_label)
        for record in self.queryset:
            yield self.choice(record)


class _RecordField(forms.ModelChoiceField):  # type: ignore[type-arg]
    iterator = _ReadOnce

    def to_python(self, value: Any) -> Any:
        """Found among the choices, without asking the database once more."""
        if value in self.empty_values:
            return None
        records: Iterable[Any] = self.queryset or ()
        found = {str(record.pk): record for record in records}
        if str(value) not in found:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, "invalid_choice", {"value": value})
        return found[str(value)]


class RecordFilter(filters.ModelChoiceFilter):
    """A record of those that ``records`` finds for a request; one query."""

    field_class = _RecordField

    def __init__(self, records: Callable[[Any], QuerySet[Any]], **kwargs: Any) -> None:
        super().__init__(empty_label=_("All"), queryset=records, **kwargs)


class UnitFilter(RecordFilter):
    """A unit of the asker's institution."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Unit"))
        super().__init__(_own_units, **kwargs)


def _own_units(request: Any) -> QuerySet[Unit]:
    return Unit.objects.visible_to(request.user).order_by("code")


def from_filter(field: str) -> filters.DateFilter:
    return filters.DateFilter(
        field, lookup_expr="gte", label=_("From"), widget=_day_input()
    )


def until_filter(field: str) -> filters.DateFilter:
    """The day itself is included, as people mean it."""
    return filters.DateFilter(
        field, lookup_expr="lte", label=_("Until"), widget=_day_input()
    )


def _day_input() -> Any:
    widgets = filters.widgets.forms
    return widgets.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
