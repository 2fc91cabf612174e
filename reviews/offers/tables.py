"""The lists of offers."""

import django_tables2 as tables

from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn
from reviews.models.offers import (
    FeeDisplay,
    FeeItem,
    FollowUp,
    MonitoringCheck,
    Partner,
    PartnerReview,
    PostLaunchEvaluation,
    Product,
    ProductAdjustment,
    Rectification,
    ReliefMeasure,
    SuitabilityCheck,
)


class ProductTable(tables.Table):
    name = tables.Column(linkify=True)
    stage = CodeColumn("product_stage")
    category = CodeColumn("business_category")
    origin = CodeColumn("product_origin")
    risk_grade = CodeColumn("product_risk")
    unit = tables.Column()
    launched_on = DayColumn()
    withdrawn_on = DayColumn()

    class Meta:
        model = Product
        fields = ("name", "stage", "category", "origin", "risk_grade", "unit")
        sequence = (*fields, "launched_on", "withdrawn_on")


class FeeItemTable(tables.Table):
    name = tables.Column(linkify=True)
    price = TextColumn()
    price_type = CodeColumn("price_type")
    applies_to = TextColumn()
    preferential = TextColumn()
    published_on = DayColumn()
    effective_from = DayColumn()
    effective_until = DayColumn()

    class Meta:
        model = FeeItem
        fields = ("name", "price", "price_type", "applies_to", "preferential")
        sequence = (*fields, "published_on", "effective_from", "effective_until")


class ReliefTable(tables.Table):
    name = tables.Column(linkify=True)
    beneficiaries = TextColumn()
    starts_on = DayColumn()
    ends_on = DayColumn()

    class Meta:
        model = ReliefMeasure
        fields = ("name", "beneficiaries", "starts_on", "ends_on", "persons", "amount")


class DisplayTable(tables.Table):
    displayed_on = tables.DateColumn(format="Y-m-d", linkify=True)

    class Meta:
        model = FeeDisplay
        fields = ("displayed_on", "unit", "place", "person")


class PartnerTable(tables.Table):
    name = tables.Column(linkify=True)
    kind = CodeColumn("partner_kind")
    entered_on = DayColumn()
    contract_until = DayColumn()
    reviewed_on = DayColumn()
    review_due_on = DayColumn()
    exited_on = DayColumn()

    class Meta:
        model = Partner
        fields = ("name", "kind", "unit", "entered_on", "contract_until")
        sequence = (*fields, "reviewed_on", "review_due_on", "exited_on")


class PartnerReviewTable(tables.Table):
    partner = tables.Column(linkify=("reviews:partnerreview_detail", [tables.A("pk")]))
    reviewed_on = DayColumn()
    result = CodeColumn("partner_review_result")

    class Meta:
        model = PartnerReview
        fields = ("partner", "reviewed_on", "result", "complaints", "reviewer")


class MonitoringTable(tables.Table):
    name = tables.Column(linkify=True)
    checked_on = DayColumn()
    aspect = CodeColumn("monitoring_aspect")
    kind = CodeColumn("monitoring_kind")
    issue = TextColumn()

    class Meta:
        model = MonitoringCheck
        fields = ("name", "checked_on", "unit", "aspect", "kind", "product", "issue")


class EvaluationTable(tables.Table):
    product = tables.Column(linkify=lambda record: record.get_absolute_url())
    evaluated_on = DayColumn()
    result = CodeColumn("evaluation_result")
    issue = TextColumn()

    class Meta:
        model = PostLaunchEvaluation
        fields = ("product", "evaluated_on", "result", "unit", "issue")


class SuitabilityTable(tables.Table):
    product = tables.Column(linkify=lambda record: record.get_absolute_url())
    checked_on = DayColumn()
    issue = TextColumn()

    class Meta:
        model = SuitabilityCheck
        fields = ("product", "checked_on", "unit", "sampled", "passed", "elderly")
        sequence = (*fields, "issue")


class FollowUpTable(tables.Table):
    product = tables.Column(linkify=lambda record: record.get_absolute_url())
    held_on = DayColumn()
    method = CodeColumn("follow_up_method")
    feedback = TextColumn()

    class Meta:
        model = FollowUp
        fields = (
            "product",
            "held_on",
            "unit",
            "method",
            "contacted",
            "reached",
            "satisfied",
        )
        sequence = (*fields, "feedback")


class AdjustmentTable(tables.Table):
    rule = tables.Column(linkify=True)
    adjusted_on = DayColumn()
    trigger = CodeColumn("adjustment_trigger")

    class Meta:
        model = ProductAdjustment
        fields = ("rule", "product", "adjusted_on", "trigger", "unit")


class RectificationTable(tables.Table):
    issue = tables.Column(linkify=True)
    status = CodeColumn("rectification_status")
    due_on = DayColumn()
    closed_on = DayColumn()

    class Meta:
        model = Rectification
        fields = ("issue", "status", "unit", "due_on", "closed_on")
