"""How the lists of reviews are narrowed."""

import django_filters as filters
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.filters import (
    CodeFilter,
    SearchFilter,
    UnitFilter,
    from_filter,
    until_filter,
)
from reviews.models import Opinion, Review


class ReviewFilter(filters.FilterSet):
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


class OpinionFilter(filters.FilterSet):
    q = SearchFilter("review__number", "review__title", "text", "answer")
    adoption = CodeFilter("opinion_adoption", label=_("Answer"))
    since = from_filter("review__concluded_on")
    until = until_filter("review__concluded_on")

    class Meta:
        model = Opinion
        fields: list[str] = []
