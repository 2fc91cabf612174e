"""The lists of reviews."""

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn
from reviews.models import LaunchCheck, Opinion, Review


class ReviewTable(tables.Table):
    number = tables.Column(linkify=True)
    status = CodeColumn("review_status")
    submitted_on = DayColumn()
    unit = tables.Column()
    kind = CodeColumn("review_kind")
    title = TextColumn()
    due_on = DayColumn()
    conclusion = CodeColumn("review_conclusion")
    concluded_on = DayColumn()
    launched_on = DayColumn()

    class Meta:
        model = Review
        fields = (
            "number",
            "status",
            "submitted_on",
            "unit",
            "kind",
            "title",
            "due_on",
            "conclusion",
            "concluded_on",
            "launched_on",
        )


class OpinionTable(tables.Table):
    sequence = tables.Column(linkify=True)
    review = tables.Column(linkify=True, verbose_name=_("Review"))
    adoption = CodeColumn("opinion_adoption")
    answer = TextColumn()
    concluded_on = DayColumn(
        accessor="review__concluded_on", verbose_name=_("Concluded on")
    )

    class Meta:
        model = Opinion
        fields = ("review", "sequence", "adoption", "answer", "concluded_on")


class LaunchCheckTable(tables.Table):
    due_on = DayColumn(linkify=True)
    review = tables.Column(linkify=True, verbose_name=_("Review"))
    title = TextColumn(accessor="review__title", verbose_name=_("Reviewed item"))
    unit = tables.Column(accessor="review__unit", verbose_name=_("Unit"))
    kind = CodeColumn("launch_check_kind")
    done_on = DayColumn()
    result = CodeColumn("launch_check_result")

    class Meta:
        model = LaunchCheck
        fields = ("due_on", "review", "title", "unit", "kind", "done_on", "result")
