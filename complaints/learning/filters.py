"""How the lists of what is learnt from complaints are narrowed."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from complaints.models import (
    CallBack,
    Complaint,
    Problem,
    Rectification,
    Sanction,
    SecondRound,
    TrainingSuggestion,
)
from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)


def _tick(method: str, label: Any) -> filters.BooleanFilter:
    return filters.BooleanFilter(method=method, label=label, widget=forms.CheckboxInput)


class _KnowsOverdue:
    """What the tick of the same name asks for."""

    def _overdue(self, records: Any, name: str, value: object) -> Any:
        return records.overdue(timezone.localdate()) if value else records


class ProblemFilter(filters.FilterSet):
    q = SearchFilter("number", "title", "description")
    status = CodeFilter("problem_status", label=_("State"))
    open = _tick("_open", _("Only open ones"))
    root_cause = CodeFilter("problem_cause", label=_("Root cause"))
    unit = UnitFilter(label=_("Owner unit"))
    since = from_filter("occurred_from")
    until = until_filter("occurred_from")

    class Meta:
        model = Problem
        fields: list[str] = []

    def _open(self, problems: Any, name: str, value: object) -> Any:
        return problems.exclude(status="closed") if value else problems


class RectificationFilter(_KnowsOverdue, filters.FilterSet):
    q = SearchFilter("action", "problem__number", "complaint__number")
    status = CodeFilter("rectification_status", label=_("State"))
    open = _tick("_open", _("Only open ones"))
    unit = UnitFilter(label=_("Owner unit"))
    overdue = _tick("_overdue", _("Only overdue"))
    until = until_filter("due_on")

    class Meta:
        model = Rectification
        fields: list[str] = []

    def _open(self, records: Any, name: str, value: object) -> Any:
        ended = ("closed", "accepted_risk")
        return records.exclude(status__in=ended) if value else records


class SanctionFilter(filters.FilterSet):
    q = SearchFilter("complaint__number", "problem__number", "decided_by")
    kind = CodeFilter("sanction_kind", label=_("Kind"))
    unit = UnitFilter()
    since = from_filter("decided_on")
    until = until_filter("decided_on")

    class Meta:
        model = Sanction
        fields: list[str] = []


class SuggestionFilter(filters.FilterSet):
    q = SearchFilter("number", "description")
    result = CodeFilter(
        "suggestion_result", field_name="suggestion_answer__result", label=_("Result")
    )
    waiting = _tick("_waiting", _("Only unanswered"))
    unit = UnitFilter()
    since = from_filter("received_on")
    until = until_filter("received_on")

    class Meta:
        model = Complaint
        fields: list[str] = []

    def _waiting(self, records: Any, name: str, value: object) -> Any:
        return records.filter(suggestion_answer=None) if value else records


class CallBackFilter(_KnowsOverdue, filters.FilterSet):
    q = SearchFilter("complaint__number")
    status = CodeFilter("callback_status", label=_("State"))
    satisfaction = CodeFilter("satisfaction", label=_("Satisfaction"))
    unit = UnitFilter(field_name="complaint__unit")
    overdue = _tick("_overdue", _("Only overdue"))
    until = until_filter("due_on")

    class Meta:
        model = CallBack
        fields: list[str] = []


class SecondRoundFilter(_KnowsOverdue, filters.FilterSet):
    q = SearchFilter("complaint__number")
    status = CodeFilter("secondround_status", label=_("State"))
    unit = UnitFilter(field_name="complaint__unit")
    overdue = _tick("_overdue", _("Only overdue"))
    until = until_filter("due_on")

    class Meta:
        model = SecondRound
        fields: list[str] = []


class TrainingSuggestionFilter(filters.FilterSet):
    status = CodeFilter("trainingsuggestion_status", label=_("State"))
    cause = CodeFilter("cause", label=_("Cause"))
    unit = UnitFilter()

    class Meta:
        model = TrainingSuggestion
        fields: list[str] = []
