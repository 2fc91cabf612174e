"""The lists of audits."""

import django_tables2 as tables

from consumer_protection.audits.models import AuditProject, Finding, OutletCheck
from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn


class AuditProjectTable(tables.Table):
    name = tables.Column(linkify=True)
    status = CodeColumn("audit_status")
    starts_on = DayColumn()
    ends_on = DayColumn()

    class Meta:
        model = AuditProject
        fields = ("name", "status", "year", "starts_on", "ends_on", "score", "unit")


class OutletCheckTable(tables.Table):
    unit = tables.Column(linkify=True)
    checked_on = DayColumn()
    stage = CodeColumn("standard_stage")
    issue = TextColumn()
    status = CodeColumn("rectify_status")
    due_on = DayColumn()

    class Meta:
        model = OutletCheck
        fields = (
            "unit",
            "checked_on",
            "checker",
            "stage",
            "issue",
            "status",
            "due_on",
        )


class FindingTable(tables.Table):
    text = TextColumn(linkify=True)
    status = CodeColumn("rectify_status")
    severity = CodeColumn("finding_severity")
    project = tables.Column(linkify=True)
    unit = tables.Column()
    found_on = DayColumn()
    due_on = DayColumn()
    closed_on = DayColumn()

    class Meta:
        model = Finding
        fields = (
            "text",
            "status",
            "severity",
            "project",
            "unit",
            "found_on",
            "due_on",
            "closed_on",
        )
