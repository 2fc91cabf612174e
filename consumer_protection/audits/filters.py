"""How the lists of audits are narrowed."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models import AuditProject, Finding
from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)


class AuditProjectFilter(filters.FilterSet):
    q = SearchFilter("name")
    status = CodeFilter("audit_status", label=_("State"))

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
