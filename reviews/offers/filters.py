"""How the lists of offers are narrowed."""

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
from reviews.models.offers import (
    FeeDisplay,
    FeeItem,
    Partner,
    PartnerReview,
    Product,
    ReliefMeasure,
)


def tick(method: str, label: Any) -> filters.BooleanFilter:
    return filters.BooleanFilter(method=method, label=label, widget=forms.CheckboxInput)


class ProductFilter(filters.FilterSet):
    q = SearchFilter("name", "target")
    category = CodeFilter("business_category", label=_("Kind"))
    stage = CodeFilter("product_stage", label=_("Stage"))
    origin = CodeFilter("product_origin", label=_("Developed by"))
    risk_grade = CodeFilter("product_risk", label=_("Risk grade"))
    on_sale = tick("_on_sale", _("Only on sale"))
    unit = UnitFilter()

    class Meta:
        model = Product
        fields: list[str] = []

    def _on_sale(self, products: Any, name: str, value: object) -> Any:
        return products.on_sale(timezone.localdate()) if value else products


class FeeItemFilter(filters.FilterSet):
    q = SearchFilter("name", "content", "document_number", "preferential")
    price_type = CodeFilter("price_type", label=_("Price type"))
    in_force = tick("_in_force", _("Only in force"))
    preferential = tick("_preferential", _("Only preferential"))
    since = from_filter("effective_from")
    until = until_filter("effective_from")

    class Meta:
        model = FeeItem
        fields: list[str] = []

    def _in_force(self, items: Any, name: str, value: object) -> Any:
        return items.in_force_on(timezone.localdate()) if value else items

    def _preferential(self, items: Any, name: str, value: object) -> Any:
        return items.preferential_on(timezone.localdate()) if value else items


class ReliefFilter(filters.FilterSet):
    q = SearchFilter("name", "beneficiaries")
    since = from_filter("starts_on")
    until = until_filter("starts_on")

    class Meta:
        model = ReliefMeasure
        fields: list[str] = []


class DisplayFilter(filters.FilterSet):
    q = SearchFilter("unit__name", "place")
    unit = UnitFilter()
    since = from_filter("displayed_on")
    until = until_filter("displayed_on")

    class Meta:
        model = FeeDisplay
        fields: list[str] = []


class PartnerFilter(filters.FilterSet):
    q = SearchFilter("name")
    kind = CodeFilter("partner_kind", label=_("Kind of cooperation"))
    active = tick("_active", _("Only on the list"))
    overdue = tick("_overdue", _("Only overdue"))
    unit = UnitFilter()

    class Meta:
        model = Partner
        fields: list[str] = []

    def _active(self, partners: Any, name: str, value: object) -> Any:
        return partners.active_on(timezone.localdate()) if value else partners

    def _overdue(self, partners: Any, name: str, value: object) -> Any:
        late = {"exited_on": None, "review_due_on__lt": timezone.localdate()}
        return partners.filter(**late) if value else partners


class PartnerReviewFilter(filters.FilterSet):
    q = SearchFilter("partner__name", "reviewer")
    result = CodeFilter("partner_review_result", label=_("Result"))
    since = from_filter("reviewed_on")
    until = until_filter("reviewed_on")

    class Meta:
        model = PartnerReview
        fields: list[str] = []
