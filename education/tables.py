"""The lists of education."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn
from education.models import (
    Activity,
    Campaign,
    Exam,
    Material,
    Publication,
    Question,
    ServiceRecord,
    Survey,
    Training,
    TypicalCase,
)


class CountColumn(tables.Column):
    """A count that says so where people rounded it."""

    def render(self, record: Any, bound_column: Any) -> str:
        return str(record.count(bound_column.name))


class CampaignTable(tables.Table):
    name = tables.Column(linkify=True)
    status = CodeColumn("campaign_status")
    kind = CodeColumn("campaign_kind")
    mode = CodeColumn("campaign_mode")
    unit = tables.Column()
    starts_on = DayColumn()
    ends_on = DayColumn()
    activities = CountColumn()
    reached = CountColumn()
    leaflets = CountColumn()
    reported_on = DayColumn()

    class Meta:
        model = Campaign
        fields = (
            "name",
            "status",
            "kind",
            "mode",
            "unit",
            "starts_on",
            "ends_on",
            "activities",
            "reached",
            "leaflets",
            "reported_on",
        )


class TrainingTable(tables.Table):
    name = tables.Column(linkify=True)
    kind = CodeColumn("training_kind")
    unit = tables.Column()
    held_on = DayColumn()
    expected = CountColumn()
    present = CountColumn()
    trainer = CodeColumn("trainer")
    passed = CountColumn()

    class Meta:
        model = Training
        fields = (
            "name",
            "kind",
            "unit",
            "held_on",
            "expected",
            "present",
            "trainer",
            "passed",
        )


class PublicationTable(tables.Table):
    title = TextColumn(linkify=True)
    medium = CodeColumn("publication_medium")
    topic = CodeColumn("topic")
    published_on = DayColumn()
    reads = CountColumn()

    class Meta:
        model = Publication
        fields = (
            "published_on",
            "title",
            "medium",
            "topic",
            "unit",
            "partner",
            "reads",
        )


class MaterialTable(tables.Table):
    name = TextColumn(linkify=True)
    printed_on = DayColumn()
    audience = CodeColumn("audience")
    topic = CodeColumn("topic")
    left = tables.Column(verbose_name=_("left"), orderable=False)

    class Meta:
        model = Material
        fields = (
            "printed_on",
            "name",
            "audience",
            "topic",
            "unit",
            "printed",
            "issued",
            "left",
        )


class ServiceRecordTable(tables.Table):
    name = TextColumn(linkify=True)
    held_on = DayColumn()
    kind = CodeColumn("service_kind")
    scam = CodeColumn("scam_type")

    class Meta:
        model = ServiceRecord
        fields = ("held_on", "unit", "kind", "name", "scam", "amount", "persons")


class ActivityTable(tables.Table):
    name = TextColumn(linkify=True)
    held_on = DayColumn()
    form = CodeColumn("form")
    reached = CountColumn()
    leaflets = CountColumn()
    consultations = CountColumn()

    class Meta:
        model = Activity
        fields = (
            "held_on",
            "unit",
            "name",
            "campaign",
            "form",
            "place",
            "reached",
            "leaflets",
            "consultations",
        )


class QuestionTable(tables.Table):
    text = TextColumn(linkify=True)
    kind = CodeColumn("question_kind")
    topic = CodeColumn("topic")

    class Meta:
        model = Question
        fields = ("text", "kind", "topic", "answer", "in_use")


class ExamTable(tables.Table):
    name = TextColumn(linkify=True)
    status = CodeColumn("exam_status")

    class Meta:
        model = Exam
        fields = ("name", "status", "unit", "opens_at", "closes_at", "pass_mark")


class SurveyTable(tables.Table):
    name = TextColumn(linkify=True)
    status = CodeColumn("survey_status")
    starts_on = DayColumn()
    ends_on = DayColumn()
    reported_on = DayColumn()

    class Meta:
        model = Survey
        fields = ("name", "status", "unit", "starts_on", "ends_on", "reported_on")


class TypicalCaseTable(tables.Table):
    name = TextColumn(linkify=True)
    status = CodeColumn("typical_case_status")
    topic = CodeColumn("topic")
    audience = CodeColumn("audience")
    scam = CodeColumn("scam_type")
    told_on = DayColumn()

    class Meta:
        model = TypicalCase
        fields = ("name", "status", "topic", "audience", "scam", "unit", "told_on")
