"""How the lists of complaints and what belongs to them are narrowed."""

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.dimensions import DIMENSIONS, Dimension
from complaints.models import CaseTask, Complaint, RoutingRule
from complaints.models.beside.case_run import MOST
from complaints.queues import QUEUES
from consumer_protection.core.figures import UNSET
from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)

_ID = re.compile(r"[0-9]{1,18}")


class _KeyField(filters.fields.ChoiceField):
    """Any key of its dimension, also one that is no longer offered."""

    def __init__(self, *args: Any, dimension: Dimension, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dimension = dimension

    def valid_value(self, value: Any) -> bool:
        return self.dimension.knows(str(value))


class DimensionFilter(filters.ChoiceFilter):
    """The records under one key of a dimension, as the statistics count them."""

    field_class = _KeyField

    def __init__(self, name: str, **kwargs: Any) -> None:
        self.dimension = DIMENSIONS[name]
        kwargs.setdefault("empty_label", _("All"))
        super().__init__(
            choices=partial(_choices, self.dimension),
            label=self.dimension.label,
            dimension=self.dimension,
            **kwargs,
        )

    def filter(self, qs: QuerySet[Any], value: str) -> QuerySet[Any]:
        narrowed: QuerySet[Any] = self.dimension.narrow(qs, value) if value else qs
        return narrowed


def _choices(dimension: Dimension) -> Iterator[tuple[str, Any]]:
    yield from dimension.labels().items()
    yield UNSET, _("not filled in")


def _unseen(name: str) -> DimensionFilter:
    """One that statistics lead to: shown as a pill, kept by the form, not offered."""
    return DimensionFilter(name, widget=forms.HiddenInput)


class _Chosen(tuple[int, ...]):
    """Records ticked on a list, told by their number."""

    __slots__ = ()

    def __str__(self) -> str:
        return str(len(self))


class _ChosenField(forms.CharField):
    """Record ids with commas between, as many as one act takes."""

    def to_python(self, value: Any) -> Any:
        ids = [one for one in str(value or "").split(",") if one]
        if len(ids) > MOST or not all(_ID.fullmatch(one) for one in ids):
            raise forms.ValidationError(_("Choose cases on the list."))
        return _Chosen(int(one) for one in ids)


class _ChosenFilter(filters.CharFilter):
    field_class = _ChosenField

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(pk__in=value) if value else qs


class ComplaintFilter(filters.FilterSet):
    queue = filters.ChoiceFilter(
        choices=[(one.code, one.label) for one in QUEUES.values()],
        label=_("Queue"),
        method="_queued",
        widget=forms.HiddenInput,
    )
    chosen = _ChosenFilter(label=_("Chosen"), widget=forms.HiddenInput)
    q = SearchFilter("number", "description", "investigation")
    status = CodeFilter("complaint_status", label=_("State"))
    record_nature = CodeFilter("record_nature", label=_("Nature"))
    unit = UnitFilter()
    source = DimensionFilter("source")
    intake_channel = DimensionFilter("intake_channel")
    transaction_channel = DimensionFilter("transaction_channel")
    category = DimensionFilter("category")
    subcategory = _unseen("subcategory")
    cause = DimensionFilter("cause")
    level = DimensionFilter("level")
    days_used = DimensionFilter("days_used")
    since = from_filter("received_on")
    until = until_filter("received_on")
    month = _unseen("month")
    closed_month = _unseen("closed_month")

    class Meta:
        model = Complaint
        fields: list[str] = []

    def _queued(self, cases: Any, name: str, value: str) -> Any:
        today = timezone.localdate()
        return cases.filter(QUEUES[value].condition(self.request.user, today))


class CaseTaskFilter(filters.FilterSet):
    q = SearchFilter("complaint__number", "text")
    status = CodeFilter("casetask_status", label=_("State"))
    unit = UnitFilter()
    mine = filters.BooleanFilter(
        method="_own", label=_("Only my unit's"), widget=forms.CheckboxInput
    )
    overdue = filters.BooleanFilter(
        method="_overdue", label=_("Only overdue"), widget=forms.CheckboxInput
    )
    until = until_filter("due_on")

    class Meta:
        model = CaseTask
        fields: list[str] = []

    def _own(self, tasks: Any, name: str, value: object) -> Any:
        return tasks.filter(unit=self.request.user.unit_id) if value else tasks

    def _overdue(self, tasks: Any, name: str, value: object) -> Any:
        return tasks.overdue(timezone.localdate()) if value else tasks


class RoutingRuleFilter(filters.FilterSet):
    handling_unit = UnitFilter(label=_("Handling unit"))
    source = CodeFilter("intake_source", label=_("Source"))
    ended = filters.BooleanFilter(
        method="_with_ended", label=_("Also ended ones"), widget=forms.CheckboxInput
    )

    class Meta:
        model = RoutingRule
        fields: list[str] = []

    def filter_queryset(self, queryset: Any) -> Any:
        """Ended rules come only when asked for."""
        found = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("ended"):
            return found
        return found.not_ended(timezone.localdate())

    def _with_ended(self, rules: Any, name: str, value: object) -> Any:
        return rules
