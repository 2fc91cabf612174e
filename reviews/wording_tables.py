"""Lists of wording checks and rules, and how they are narrowed."""

from typing import Any

import django_filters as filters
import django_tables2 as tables
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from consumer_protection.core.tables import CodeColumn, DayColumn, TextColumn
from reviews.models import WordingCheck, WordingRule
from reviews.wording_states import CHECK_STATES, KINDS, SEVERITIES


class CheckTable(tables.Table):
    title = TextColumn(linkify=True)
    status = tables.Column()
    asked_on = DayColumn(accessor="asked_at", verbose_name=_("Asked on"))
    unit = tables.Column()
    kind = tables.Column()
    medium = CodeColumn("marketing_medium")
    hit_count = tables.Column()
    block_count = tables.Column()
    omission_count = tables.Column()

    class Meta:
        model = WordingCheck
        fields = (
            "title",
            "status",
            "asked_on",
            "unit",
            "kind",
            "medium",
            "hit_count",
            "block_count",
            "omission_count",
        )

    def render_status(self, record: WordingCheck) -> str:
        return record.status_label

    def render_asked_on(self, record: WordingCheck) -> str:
        return f"{timezone.localtime(record.asked_at):%Y-%m-%d}"


class RuleTable(tables.Table):
    title = tables.Column(linkify=True)
    wording_class = CodeColumn("wording_class")
    severity = tables.Column()
    words = tables.Column(
        accessor="words", orderable=False, attrs={"td": {"class": "cut"}}
    )
    law = tables.Column(attrs={"td": {"class": "cut"}})
    version = tables.Column()
    valid_from = DayColumn()
    valid_to = DayColumn()

    class Meta:
        model = WordingRule
        fields = (
            "title",
            "wording_class",
            "severity",
            "words",
            "law",
            "version",
            "valid_from",
            "valid_to",
        )

    def render_law(self, record: WordingRule) -> str:
        return f"{record.law} {record.article}"

    def render_words(self, record: WordingRule) -> str:
        return "、".join([*record.words, *record.patterns])


class CheckFilter(filters.FilterSet):
    q = SearchFilter("title", "file_name", "review__number")
    status = filters.ChoiceFilter(
        label=_("State"), choices=list(CHECK_STATES.items()), empty_label=_("All")
    )
    kind = filters.ChoiceFilter(
        label=_("Kind of material"), choices=list(KINDS.items()), empty_label=_("All")
    )
    medium = CodeFilter("marketing_medium", label=_("Medium"))
    unit = UnitFilter()
    since = from_filter("checked_on")
    until = until_filter("checked_on")

    class Meta:
        model = WordingCheck
        fields: list[str] = []


class RuleFilter(filters.FilterSet):
    q = SearchFilter("title", "code", "words", "patterns", "reason", "law")
    wording_class = CodeFilter("wording_class", label=_("Class"))
    severity = filters.ChoiceFilter(
        label=_("Severity"), choices=list(SEVERITIES.items()), empty_label=_("All")
    )
    versions = filters.ChoiceFilter(
        label=_("Versions"),
        method="of_versions",
        choices=[("all", _("With earlier versions"))],
        empty_label=_("Newest only"),
    )

    class Meta:
        model = WordingRule
        fields: list[str] = []

    def of_versions(self, qs: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return qs

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        found: QuerySet[Any] = super().filter_queryset(queryset)
        if self.form.cleaned_data.get("versions"):
            return found
        newest = WordingRule.objects.visible_to(self.request.user).newest()
        narrowed: QuerySet[Any] = found.filter(pk__in=newest.values("pk"))
        return narrowed
