"""How the lists of this theme are narrowed."""

from typing import Any

import django_filters as filters
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from consumer_protection.governance import models

_LATE = Q(submitted_on__gt=F("due_on"))


def _in_state(queryset: QuerySet[Any], name: str, state: str) -> QuerySet[Any]:
    today = timezone.localdate()
    chosen = {
        "open": Q(submitted_on=None, due_on__gte=today),
        "overdue": Q(submitted_on=None, due_on__lt=today),
        "submitted": Q(submitted_on__lte=F("due_on")),
        "sent_late": _LATE,
    }
    return queryset.filter(chosen[state])


class DutyRuleFilter(filters.FilterSet):
    q = SearchFilter("name", "basis", "recipient")
    every = CodeFilter("duty_every", label=_("How often"))
    unit = UnitFilter()

    class Meta:
        model = models.DutyRule
        fields: list[str] = []


class DutyFilter(filters.FilterSet):
    q = SearchFilter("name", "basis", "recipient", "period")
    state = CodeFilter("duty_state", label=_("State"), method=_in_state)
    unit = UnitFilter()
    since = from_filter("due_on")
    until = until_filter("due_on")

    class Meta:
        model = models.Duty
        fields: list[str] = []


class EmergencyPlanFilter(filters.FilterSet):
    q = SearchFilter("title", "document_number")
    business = CodeFilter("emergency_business", label=_("Business"))
    unit = UnitFilter()

    class Meta:
        model = models.EmergencyPlan
        fields: list[str] = []


class DrillFilter(filters.FilterSet):
    q = SearchFilter("name", "scenario", "plan_title")
    business = CodeFilter("emergency_business", label=_("Business"))
    unit = UnitFilter()
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = models.Drill
        fields: list[str] = []


class IncidentFilter(filters.FilterSet):
    q = SearchFilter("title", "description")
    kind = CodeFilter("incident_kind", label=_("Kind"))
    unit = UnitFilter()
    since = from_filter("discovered_on")
    until = until_filter("discovered_on")

    class Meta:
        model = models.Incident
        fields: list[str] = []


class CommitmentLetterFilter(filters.FilterSet):
    q = SearchFilter("person", "staff_number")
    year = filters.NumberFilter(label=_("Year"))
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[("signed", _("Signed")), ("owed", _("Not signed yet"))],
        method="_in_state",
    )
    unit = UnitFilter()

    class Meta:
        model = models.CommitmentLetter
        fields: list[str] = []

    def _in_state(self, letters: Any, name: str, state: str) -> Any:
        return letters.filter(signed_on__isnull=state == "owed")


class ScreeningFilter(filters.FilterSet):
    q = SearchFilter("name", "findings", "measures")
    kind = CodeFilter("screening_kind", label=_("Kind"))
    unit = UnitFilter()
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = models.Screening
        fields: list[str] = []


class PlanProblemFilter(filters.FilterSet):
    q = SearchFilter("text", "measure")
    year = filters.NumberFilter(label=_("Year"))
    state = filters.ChoiceFilter(
        label=_("State"),
        choices=[
            ("planned", _("In the next plan")),
            ("open", _("Not planned yet")),
        ],
        method="_in_state",
    )
    unit = UnitFilter()

    class Meta:
        model = models.PlanProblem
        fields: list[str] = []

    def _in_state(self, problems: Any, name: str, state: str) -> Any:
        return problems.filter(item__isnull=state == "open")
