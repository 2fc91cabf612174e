"""How the lists of rechecks and mediations are narrowed."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints import mediation_states, recheck_states
from complaints.models import Mediation, Recheck
from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)


def _tick(method: str, label: Any) -> filters.BooleanFilter:
    return filters.BooleanFilter(method=method, label=label, widget=forms.CheckboxInput)


class RecheckFilter(filters.FilterSet):
    q = SearchFilter("complaint__number", "grounds")
    status = CodeFilter("recheck_status", label=_("State"))
    result = CodeFilter("review_result", label=_("Result"))
    unit = UnitFilter(field_name="complaint__unit")
    open = _tick("_open", _("Only open ones"))
    overdue = _tick("_overdue", _("Only overdue"))
    since = from_filter("applied_on")
    until = until_filter("applied_on")

    class Meta:
        model = Recheck
        fields: list[str] = []

    def _open(self, records: Any, name: str, value: object) -> Any:
        return records.filter(status__in=recheck_states.WAITING) if value else records

    def _overdue(self, records: Any, name: str, value: object) -> Any:
        return records.overdue(timezone.localdate()) if value else records


class MediationFilter(filters.FilterSet):
    q = SearchFilter("complaint__number", "body_name", "agreement")
    status = CodeFilter("mediation_status", label=_("State"))
    body = CodeFilter("mediation_body", label=_("Kind of body"))
    unit = UnitFilter(field_name="complaint__unit")
    open = _tick("_open", _("Only open ones"))
    since = from_filter("offered_on")
    until = until_filter("offered_on")

    class Meta:
        model = Mediation
        fields: list[str] = []

    def _open(self, records: Any, name: str, value: object) -> Any:
        under_way = mediation_states.UNDER_WAY
        return records.filter(status__in=under_way) if value else records
