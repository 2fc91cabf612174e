"""The list of products, and the file of each."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from reviews.figures import FIGURES
from reviews.models.offers import Product
from reviews.offers.actions import next_stages
from reviews.offers.filters import ProductFilter
from reviews.offers.tables import ProductTable
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
