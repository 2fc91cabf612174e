"""How the lists of audits are narrowed."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import AuditProject, Finding, OutletCheck
from consumer_protection.core.filters import (
    CodeFilter,
    OneOfCodesFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)


class AuditProjectFilter(filters.FilterSet):
    q = SearchFilter("name")
    status = CodeFilter("audit_status", label=_("State"))
    year = filters.NumberFilter(label=_("Year"), min_value=2000, max_value=2100)
    scope = OneOfCodesFilter("audit_scope", label=_("Audit focus"), field_name="scopes")

    class Meta:
        model = AuditProject
        fields: list[str] = []


class FindingFilter(filters.FilterSet):
    q = SearchFilter("text", "project__name")
    status = CodeFilter("rectify_status", label=_("State"))
    severity = CodeFilter("finding_severity", label=_("Severity"))
    scope = CodeFilter("audit_scope", label=_("Audit focus"))
    unit = UnitFilter()
    since = from_filter("found_on")
    until = until_filter("found_on")

    class Meta:
        model = Finding
        fields: list[str] = []


class OutletCheckFilter(filters.FilterSet):
    q = SearchFilter("issue", "checker", "unit__name")
    status = CodeFilter("rectify_status", label=_("State"))
    stage = CodeFilter("standard_stage", label=_("Stage"))
    lacking = CodeFilter("facility_item", label=_("Lacking"), method="lacking_item")
    unit = UnitFilter()
    since = from_filter("checked_on")
    until = until_filter("checked_on")

    class Meta:
        model = OutletCheck
        fields: list[str] = []

    def lacking_item(
        self, found: QuerySet[OutletCheck], name: str, value: str
    ) -> QuerySet[OutletCheck]:
        return found.filter(lacking__contains=[value])
