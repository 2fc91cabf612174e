"""The list of what was adjusted on products, and the page of each."""

from django.utils.translation import gettext_lazy as _

from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.registers import Register, Section, Shown
from reviews.figures import FIGURES
from reviews.models.offers import ProductAdjustment
from reviews.offers.tables import AdjustmentTable
from reviews.offers.watching_filters import AdjustmentFilter
from reviews.pages.offers import tabs


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
