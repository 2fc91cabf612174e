"""The lists of what is learnt from complaints."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _
from django_tables2.utils import A

from complaints.models import (
    CallBack,
    Complaint,
    Problem,
    Rectification,
    Sanction,
    SecondRound,
    TrainingSuggestion,
)
from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn


class ProblemTable(tables.Table):
    number = tables.Column(linkify=True)
    status = CodeColumn("problem_status")
    title = TextColumn()
    root_cause = CodeColumn("problem_cause")
    unit = tables.Column()
    occurred_from = DayColumn()
    case_count = tables.Column(_("Complaints"))
    recurrence_count = tables.Column(_("Recurrences"))
    closed_on = DayColumn()

    class Meta:
        model = Problem
        fields = (
            "number",
            "status",
            "title",
            "root_cause",
            "unit",
            "occurred_from",
            "case_count",
            "recurrence_count",
            "closed_on",
        )


class RectificationTable(tables.Table):
    action = TextColumn(linkify=True)
    status = CodeColumn("rectification_status")
    beside = tables.Column(_("Because of"), accessor="beside", orderable=False)
    unit = tables.Column()
    person = tables.Column()
    due_on = DayColumn()
    judged_by = tables.Column()
    closed_on = DayColumn()
    risk_until = DayColumn()

    class Meta:
        model = Rectification
        fields = (
            "action",
            "status",
            "beside",
            "unit",
            "person",
            "due_on",
            "judged_by",
            "closed_on",
            "risk_until",
        )


class SanctionTable(tables.Table):
    decided_on = DayColumn(linkify=True)
    whom = tables.Column(_("Whom"), accessor="whom", orderable=False)
    unit = tables.Column()
    kind = CodeColumn("sanction_kind")
    amount = tables.Column(_("Amount (yuan)"))
    points = tables.Column()
    reason = TextColumn()
    decided_by = tables.Column()

    class Meta:
        model = Sanction
        fields = (
            "decided_on",
            "whom",
            "unit",
            "kind",
            "amount",
            "points",
            "reason",
            "decided_by",
        )


class SuggestionTable(tables.Table):
    number = tables.Column(linkify=("complaints:suggestion_detail", [A("pk")]))
    received_on = DayColumn()
    unit = tables.Column()
    description = TextColumn()
    result = CodeColumn(
        "suggestion_result", _("Result"), accessor="suggestion_answer__result"
    )
    improvement = TextColumn(
        _("Improvement"), accessor="suggestion_answer__improvement"
    )
    answered_on = DayColumn(_("Answered on"), accessor="suggestion_answer__answered_on")

    class Meta:
        model = Complaint
        fields = (
            "number",
            "received_on",
            "unit",
            "description",
            "result",
            "improvement",
            "answered_on",
        )


class CallBackTable(tables.Table):
    number = tables.Column(
        _("complaint number"),
        accessor="complaint__number",
        linkify=("complaints:callback_detail", [A("pk")]),
    )
    status = CodeColumn("callback_status")
    round = tables.Column()
    unit = tables.Column(_("unit complained of"), accessor="complaint__unit")
    closed_on = DayColumn(_("closed on"), accessor="complaint__closed_on")
    due_on = DayColumn()
    attempt_count = tables.Column(_("Attempts"))
    satisfaction = CodeColumn("satisfaction")
    caller = tables.Column()

    class Meta:
        model = CallBack
        fields = (
            "number",
            "status",
            "round",
            "unit",
            "closed_on",
            "due_on",
            "attempt_count",
            "satisfaction",
            "caller",
        )


class SecondRoundTable(tables.Table):
    number = tables.Column(
        _("complaint number"),
        accessor="complaint__number",
        linkify=("complaints:secondround_detail", [A("pk")]),
    )
    status = CodeColumn("secondround_status")
    unit = tables.Column(_("unit complained of"), accessor="complaint__unit")
    opened_on = DayColumn()
    due_on = DayColumn()
    answered_on = DayColumn()

    class Meta:
        model = SecondRound
        fields = ("number", "status", "unit", "opened_on", "due_on", "answered_on")


class TrainingSuggestionTable(tables.Table):
    unit = tables.Column(linkify=("complaints:trainingsuggestion_detail", [A("pk")]))
    status = CodeColumn("trainingsuggestion_status")
    cause = CodeColumn("cause")
    count = tables.Column()
    since = DayColumn()
    until = DayColumn()
    decided_by = tables.Column()

    class Meta:
        model = TrainingSuggestion
        fields = ("unit", "status", "cause", "count", "since", "until", "decided_by")
