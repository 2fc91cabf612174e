"""The list of branch scores, and how it is narrowed."""

import django_filters as filters
import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import CodeFilter, SearchFilter, UnitFilter
from consumer_protection.core.tables import CodeColumn
from reporting.models import BranchScore


class BranchScoreTable(tables.Table):
    unit = tables.Column(linkify=True)
    round = tables.Column(linkify=True)
    status = CodeColumn("branchscore_status")

    class Meta:
        model = BranchScore
        fields = ("unit", "round", "status", "total", "coefficient", "reviewed_on")


class BranchScoreFilter(filters.FilterSet):
    q = SearchFilter("unit__name", "round__quarter")
    status = CodeFilter("branchscore_status", label=_("State"))
    unit = UnitFilter()

    class Meta:
        model = BranchScore
        fields: list[str] = []
