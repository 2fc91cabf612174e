"""The lists of governance."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn
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


class PolicyVersionTable(tables.Table):
    title = TextColumn(
        accessor="policy__title", linkify=lambda record: record.get_absolute_url()
    )
    status = CodeColumn("policy_status")
    category = CodeColumn("policy_category", accessor="policy__category")
    action = CodeColumn("policy_action")
    issued_on = DayColumn()
    effective_on = DayColumn()
    next_review_on = DayColumn()
    unit = tables.Column(accessor="policy__unit", verbose_name=_("responsible unit"))

    class Meta:
        model = PolicyVersion
        fields = (
            "title",
            "status",
            "document_number",
            "category",
            "action",
            "issued_on",
            "effective_on",
            "next_review_on",
            "unit",
        )


class MeetingTable(tables.Table):
    name = tables.Column(linkify=True)
    status = CodeColumn("meeting_status")
    organ = CodeColumn("organ")
    held_on = DayColumn()

    class Meta:
        model = Meeting
        fields = ("held_on", "organ", "name", "status", "present", "expected", "unit")


class AgendaItemTable(tables.Table):
    text = TextColumn(linkify=True)
    held_on = DayColumn(accessor="meeting__held_on", verbose_name=_("meeting date"))
    organ = CodeColumn("organ", accessor="meeting__organ", verbose_name=_("organ"))
    result = CodeColumn("resolution_result")
    follow_up = CodeColumn("follow_up")
    due_on = DayColumn()

    class Meta:
        model = AgendaItem
        fields = (
            "held_on",
            "organ",
            "text",
            "resolution_number",
            "result",
            "unit",
            "due_on",
            "follow_up",
        )


class PlanItemTable(tables.Table):
    task = TextColumn(linkify=True)
    status = CodeColumn("plan_item_status")
    plan_kind = CodeColumn("plan_kind")
    due_on = DayColumn()
    done_on = DayColumn()

    class Meta:
        model = PlanItem
        fields = ("task", "status", "plan_kind", "year", "unit", "due_on", "done_on")


class OrganMemberTable(tables.Table):
    name = tables.Column(linkify=True)
    organ = CodeColumn("organ")
    role = CodeColumn("member_role")
    from_on = DayColumn()
    until_on = DayColumn()

    class Meta:
        model = OrganMember
        fields = ("organ", "name", "role", "post", "unit", "from_on", "until_on")


class ProposalTable(tables.Table):
    title = TextColumn(linkify=True)
    status = CodeColumn("proposal_status")
    organ = CodeColumn("organ")
    kind = CodeColumn("agenda_kind")
    proposed_on = DayColumn()

    class Meta:
        model = Proposal
        fields = ("title", "status", "organ", "kind", "unit", "proposed_on")


class UnitDutyTable(tables.Table):
    duty = TextColumn(linkify=True)
    part = CodeColumn("duty_part")

    class Meta:
        model = UnitDuty
        fields = ("duty", "unit", "part", "basis")


class AssignmentTable(tables.Table):
    name = tables.Column(linkify=True)
    kind = CodeColumn("assignment_kind")
    degree = CodeColumn("degree")
    from_on = DayColumn()
    until_on = DayColumn()

    class Meta:
        model = Assignment
        fields = (
            "name",
            "unit",
            "kind",
            "degree",
            "finance_years",
            "from_on",
            "until_on",
        )


class LawArticleTable(tables.Table):
    article = TextColumn(linkify=True)
    effective_on = DayColumn()

    class Meta:
        model = LawArticle
        fields = ("law", "article", "number", "checkpoint", "effective_on")
