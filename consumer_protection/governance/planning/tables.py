"""The lists of this theme."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn
from consumer_protection.governance import models


class DutyRuleTable(tables.Table):
    name = TextColumn(linkify=True)
    every = CodeColumn("duty_every")
    valid_from = DayColumn()
    valid_to = DayColumn()

    class Meta:
        model = models.DutyRule
        fields = ("name", "every", "recipient", "unit", "valid_from", "valid_to")


def _late(record: models.Duty) -> str:
    return "text-danger" if record.state in ("overdue", "sent_late") else ""


class DutyTable(tables.Table):
    name = TextColumn(linkify=True)
    state = CodeColumn(
        "duty_state",
        verbose_name=_("state"),
        orderable=False,
        attrs={"td": {"class": _late}},
    )
    due_on = DayColumn()
    submitted_on = DayColumn()

    class Meta:
        model = models.Duty
        fields = (
            "name",
            "period",
            "state",
            "recipient",
            "unit",
            "due_on",
            "submitted_on",
        )


class EmergencyPlanTable(tables.Table):
    title = TextColumn(linkify=True)
    business = CodeColumn("emergency_business")
    issued_on = DayColumn()
    review_on = DayColumn()

    class Meta:
        model = models.EmergencyPlan
        fields = (
            "title",
            "business",
            "document_number",
            "issued_on",
            "review_on",
            "unit",
        )


class DrillTable(tables.Table):
    name = TextColumn(linkify=True)
    business = CodeColumn("emergency_business")
    held_on = DayColumn()
    improve_by = DayColumn()
    improved_on = DayColumn()

    class Meta:
        model = models.Drill
        fields = (
            "held_on",
            "name",
            "business",
            "participants",
            "unit",
            "improve_by",
            "improved_on",
        )


class IncidentTable(tables.Table):
    title = TextColumn(linkify=True)
    kind = CodeColumn("incident_kind")
    discovered_on = DayColumn()
    closed_on = DayColumn()

    class Meta:
        model = models.Incident
        fields = ("discovered_on", "title", "kind", "is_major", "unit", "closed_on")


class CommitmentLetterTable(tables.Table):
    person = tables.Column(linkify=True)
    signed_on = DayColumn()

    class Meta:
        model = models.CommitmentLetter
        fields = ("year", "staff_number", "person", "unit", "signed_on")


class ScreeningTable(tables.Table):
    name = TextColumn(linkify=True)
    kind = CodeColumn("screening_kind")
    held_on = DayColumn()
    due_on = DayColumn()
    mended_on = DayColumn()

    class Meta:
        model = models.Screening
        fields = (
            "held_on",
            "name",
            "kind",
            "unit",
            "checked",
            "found",
            "due_on",
            "mended_on",
        )


class PlanProblemTable(tables.Table):
    text = TextColumn(linkify=True)
    measure = TextColumn()
    source = CodeColumn("finding_source")
    item = tables.Column(linkify=True, verbose_name=_("in the next plan"))

    class Meta:
        model = models.PlanProblem
        fields = ("year", "text", "measure", "source", "unit", "item")
