"""How the list of complaints is narrowed."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from complaints.models import Complaint
from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)


class ComplaintFilter(filters.FilterSet):
    q = SearchFilter("number", "description", "investigation")
    status = CodeFilter("complaint_status", label=_("State"))
    record_nature = CodeFilter("record_nature", label=_("Nature"))
    unit = UnitFilter()
    source = CodeFilter("intake_source", label=_("Source"))
    cause = CodeFilter("cause", label=_("Cause"))
    since = from_filter("received_on")
    until = until_filter("received_on")

    class Meta:
        model = Complaint
        fields: list[str] = []
