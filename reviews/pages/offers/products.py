"""The lists of products and of their adjustments, and the page of each."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from reviews.figures import FIGURES
from reviews.models.offers import Product, ProductAdjustment
from reviews.offers.actions import next_stages
from reviews.offers.filters import ProductFilter
from reviews.offers.tables import AdjustmentTable, ProductTable
from reviews.offers.watching_filters import AdjustmentFilter
from reviews.pages.offers import tabs
from reviews.pages.offers.product_file import product_file


def _show(product: Product) -> Shown:
    facts = (
        (_("Kind"), label("business_category", product.category)),
        (_("Developed by"), label("product_origin", product.origin)),
        (_("Risk grade"), label("product_risk", product.risk_grade)),
        (_("Target customers"), product.target),
        (_("Unit in charge"), product.unit.name),
        (_("Launched on"), product.launched_on),
        (_("Withdrawn on"), product.withdrawn_on),
        (_("Remark"), pii.mask_text(product.remark)),
    )
    return Shown(
        title=product.name,
        status=label("product_stage", product.stage) if product.stage else "",
        is_ended=not product.is_open,
        sections=(Section(_("Product"), facts),),
    )


def _acts(product: Product, user: User) -> list[Act]:
    may = user.scope.allows("records.keep") and product.is_open
    if not may or not next_stages(product):
        return []
    url = reverse("reviews:product_stage", args=[product.pk])
    return [Act(_("Record a stage"), url, "check", is_main=True)]


def _show_adjustment(one: ProductAdjustment) -> Shown:
    facts = (
        (_("Product"), one.product.name),
        (_("Adjusted on"), one.adjusted_on),
        (_("What led to it"), label("adjustment_trigger", one.trigger)),
        (_("Rule changed"), one.rule),
        (_("Before"), pii.mask_text(one.before)),
        (_("After"), pii.mask_text(one.after)),
        (_("Unit in charge"), one.unit.name),
        (_("Review"), one.review),
        (_("Remark"), pii.mask_text(one.remark)),
    )
    return Shown(title=str(one), sections=(Section(_("Product adjustment"), facts),))


PRODUCTS = Register(
    noun=Product,
    label=_("Products"),
    subject="offers",
    table=ProductTable,
    filterset=ProductFilter,
    show=_show,
    order=("name", "pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="products",
    writes="records.keep",
    keeps="records.keep",
    acts=_acts,
    page="reviews/product.html",
    more=product_file,
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.PRODUCTS),
)
ADJUSTMENTS = Register(
    noun=ProductAdjustment,
    label=_("Product adjustments"),
    subject="offers",
    table=AdjustmentTable,
    filterset=AdjustmentFilter,
    show=_show_adjustment,
    order=("-adjusted_on", "-pk"),
    related=("unit", "product", "review"),
    figures=FIGURES,
    ledger="product_adjustments",
    writes="records.keep",
    keeps="records.keep",
    above=tabs.STRIP,
    list_more=tabs.tabs(tabs.PRODUCTS),
)
