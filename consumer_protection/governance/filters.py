"""How the lists of governance are narrowed."""

import django_filters as filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from consumer_protection.governance.models import (
    AgendaItem,
    Assignment,
    LawArticle,
    Meeting,
    OrganMember,
    PlanItem,
    PolicyVersion,
    Proposal,
    UnitDuty,
)


class PolicyVersionFilter(filters.FilterSet):
    q = SearchFilter("policy__title", "document_number")
    status = CodeFilter("policy_status", label=_("State"))
    category = CodeFilter(
        "policy_category", field_name="policy__category", label=_("Category")
    )
    action = CodeFilter("policy_action", label=_("Action"))
    since = from_filter("issued_on")
    until = until_filter("issued_on")

    class Meta:
        model = PolicyVersion
        fields: list[str] = []


class MeetingFilter(filters.FilterSet):
    q = SearchFilter("name", "items__text")
    status = CodeFilter("meeting_status", label=_("State"))
    organ = CodeFilter("organ", label=_("Organ"))
    since = from_filter("held_on")
    until = until_filter("held_on")

    class Meta:
        model = Meeting
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Meeting]) -> QuerySet[Meeting]:
        """A meeting is listed once, however many of its items hold the words."""
        found: QuerySet[Meeting] = super().filter_queryset(queryset)
        return found.distinct()


class AgendaItemFilter(filters.FilterSet):
    q = SearchFilter("text", "resolution_number", "resolution", "meeting__name")
    organ = CodeFilter("organ", field_name="meeting__organ", label=_("Organ"))
    result = CodeFilter("resolution_result", label=_("Resolution result"))
    follow_up = CodeFilter("follow_up", label=_("Follow-up"))
    unit = UnitFilter()
    since = from_filter("meeting__held_on")
    until = until_filter("meeting__held_on")

    class Meta:
        model = AgendaItem
        fields: list[str] = []


class PlanItemFilter(filters.FilterSet):
    q = SearchFilter("task")
    status = CodeFilter("plan_item_status", label=_("State"))
    plan_kind = CodeFilter("plan_kind", label=_("Kind"))
    unit = UnitFilter()
    since = from_filter("due_on")
    until = until_filter("due_on")

    class Meta:
        model = PlanItem
        fields: list[str] = []


class OrganMemberFilter(filters.FilterSet):
    q = SearchFilter("name", "post")
    organ = CodeFilter("organ", label=_("Organ"))
    unit = UnitFilter()

    class Meta:
        model = OrganMember
        fields: list[str] = []


class ProposalFilter(filters.FilterSet):
    q = SearchFilter("title", "reason")
    status = CodeFilter("proposal_status", label=_("State"))
    organ = CodeFilter("organ", label=_("Organ"))
    unit = UnitFilter()
    since = from_filter("proposed_on")
    until = until_filter("proposed_on")

    class Meta:
        model = Proposal
        fields: list[str] = []


class UnitDutyFilter(filters.FilterSet):
    q = SearchFilter("duty", "basis")
    part = CodeFilter("duty_part", label=_("Part in the duty"))
    unit = UnitFilter()

    class Meta:
        model = UnitDuty
        fields: list[str] = []


class AssignmentFilter(filters.FilterSet):
    q = SearchFilter("name", "certificates")
    kind = CodeFilter("assignment_kind", label=_("Kind of assignment"))
    unit = UnitFilter()

    class Meta:
        model = Assignment
        fields: list[str] = []


class LawArticleFilter(filters.FilterSet):
    q = SearchFilter("law", "number", "article", "text", "checkpoint")

    class Meta:
        model = LawArticle
        fields: list[str] = []
