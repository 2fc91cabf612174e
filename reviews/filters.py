"""How the lists of reviews are narrowed."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from reviews.models import LaunchCheck, Opinion, Review
from reviews.queues import QUEUES


class ReviewFilter(filters.FilterSet):
    queue = filters.ChoiceFilter(
        choices=[(one.code, one.label) for one in QUEUES.values()],
        label=_("Queue"),
        method="_queued",
        widget=forms.HiddenInput,
    )
    q = SearchFilter("number", "title", "submitter", "reviewer")
    status = CodeFilter("review_status", label=_("State"))
    kind = CodeFilter("review_kind", label=_("Kind"))
    conclusion = CodeFilter("review_conclusion", label=_("Conclusion"))
    unit = UnitFilter()
    since = from_filter("submitted_on")
    until = until_filter("submitted_on")

    class Meta:
        model = Review
        fields: list[str] = []

    def _queued(self, reviews: Any, name: str, value: str) -> Any:
        today = timezone.localdate()
        return reviews.filter(QUEUES[value].condition(self.request.user, today))


class OpinionFilter(filters.FilterSet):
    q = SearchFilter("review__number", "review__title", "text", "answer")
    adoption = CodeFilter("opinion_adoption", label=_("Answer"))
    since = from_filter("review__concluded_on")
    until = until_filter("review__concluded_on")

    class Meta:
        model = Opinion
        fields: list[str] = []


class LaunchCheckFilter(filters.FilterSet):
    q = SearchFilter("review__number", "review__title", "issue")
    result = CodeFilter("launch_check_result", label=_("Result"))
    overdue = filters.BooleanFilter(
        method="_overdue", label=_("Only overdue"), widget=forms.CheckboxInput
    )
    since = from_filter("due_on")
    until = until_filter("due_on")

    class Meta:
        model = LaunchCheck
        fields: list[str] = []

    def _overdue(self, checks: Any, name: str, value: object) -> Any:
        today = timezone.localdate()
        return checks.open().filter(due_on__lt=today) if value else checks
