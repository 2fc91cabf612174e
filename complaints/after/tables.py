"""The lists of rechecks and mediations."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django_tables2.utils import A

from complaints.models import Mediation, Recheck
from consumer_protection.core.tables import CodeColumn, DayColumn


class RecheckTable(tables.Table):
    number = tables.Column(
        _("complaint number"),
        accessor="complaint__number",
        linkify=("complaints:recheck_detail", [A("pk")]),
    )
    status = CodeColumn("recheck_status")
    unit = tables.Column(_("unit complained of"), accessor="complaint__unit")
    answered_on = DayColumn()
    applied_on = DayColumn()
    due_on = DayColumn()
    result = CodeColumn("review_result")
    decided_by = tables.Column()
    ended_on = DayColumn()

    class Meta:
        model = Recheck
        fields = (
            "number",
            "status",
            "unit",
            "answered_on",
            "applied_on",
            "due_on",
            "result",
            "decided_by",
            "ended_on",
        )


class MediationTable(tables.Table):
    number = tables.Column(
        _("complaint number"),
        accessor="complaint__number",
        linkify=("complaints:mediation_detail", [A("pk")]),
    )
    status = CodeColumn("mediation_status")
    unit = tables.Column(_("unit complained of"), accessor="complaint__unit")
    body = CodeColumn("mediation_body")
    body_name = tables.Column()
    offered_on = DayColumn()
    started_on = DayColumn()
    ended_on = DayColumn()

    class Meta:
        model = Mediation
        fields = (
            "number",
            "status",
            "unit",
            "body",
            "body_name",
            "offered_on",
            "started_on",
            "ended_on",
        )
