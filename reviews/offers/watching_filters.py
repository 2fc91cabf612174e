"""How the lists of checks, evaluations and rectifications are narrowed."""

from typing import Any

import django_filters as filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from reviews.models.offers import (
    FollowUp,
    MonitoringCheck,
    PostLaunchEvaluation,
    ProductAdjustment,
    Rectification,
    SuitabilityCheck,
)
from reviews.offers.filters import tick


class _KnowsIssues(filters.FilterSet):
    issues = tick("_issues", _("Only with an issue"))

    def _issues(self, records: Any, name: str, value: object) -> Any:
        return records.exclude(issue="") if value else records


class MonitoringFilter(_KnowsIssues):
    q = SearchFilter("name", "issue", "person", "product__name")
    kind = CodeFilter("monitoring_kind", label=_("Kind"))
    aspect = CodeFilter("monitoring_aspect", label=_("What was watched"))
    unit = UnitFilter()
    since = from_filter("checked_on")
    until = until_filter("checked_on")

    class Meta:
        model = MonitoringCheck
        fields: list[str] = []


class EvaluationFilter(_KnowsIssues):
    q = SearchFilter("product__name", "findings", "issue")
    result = CodeFilter("evaluation_result", label=_("Result"))
    since = from_filter("evaluated_on")
    until = until_filter("evaluated_on")

    class Meta:
        model = PostLaunchEvaluation
        fields: list[str] = []


class SuitabilityFilter(_KnowsIssues):
    q = SearchFilter("product__name", "issue", "person")
    unit = UnitFilter()
    elderly = tick("_elderly", _("Only with people of 65 and above"))
    since = from_filter("checked_on")
    until = until_filter("checked_on")

    class Meta:
        model = SuitabilityCheck
        fields: list[str] = []

    def _elderly(self, records: Any, name: str, value: object) -> Any:
        return records.filter(elderly__gt=0) if value else records


class FollowUpFilter(filters.FilterSet):
    q = SearchFilter("product__name", "feedback")
    method = CodeFilter("follow_up_method", label=_("Method"))
    unit = UnitFilter()
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = FollowUp
        fields: list[str] = []


class AdjustmentFilter(filters.FilterSet):
    q = SearchFilter("product__name", "rule", "before", "after")
    trigger = CodeFilter("adjustment_trigger", label=_("What led to it"))
    since = from_filter("adjusted_on")
    until = until_filter("adjusted_on")

    class Meta:
        model = ProductAdjustment
        fields: list[str] = []


class RectificationFilter(filters.FilterSet):
    q = SearchFilter("issue", "result")
    status = CodeFilter("rectification_status", label=_("State"))
    open = tick("_open", _("Only open ones"))
    overdue = tick("_overdue", _("Only overdue"))
    unit = UnitFilter(label=_("Owner unit"))

    class Meta:
        model = Rectification
        fields: list[str] = []

    def _open(self, works: Any, name: str, value: object) -> Any:
        return works.waiting() if value else works

    def _overdue(self, works: Any, name: str, value: object) -> Any:
        return works.overdue(timezone.localdate()) if value else works
