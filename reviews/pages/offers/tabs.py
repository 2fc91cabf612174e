"""The registers that belong together, as a strip over their lists."""

from collections.abc import Callable, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User

STRIP = "reviews/_offer_tabs.html"
FEES = (
    (_("Service fees"), "reviews:feeitem_list"),
    (_("Relief measures"), "reviews:reliefmeasure_list"),
    (_("Displays of prices"), "reviews:feedisplay_list"),
)
PARTNERS = (
    (_("Partners"), "reviews:partner_list"),
    (_("Partner reviews"), "reviews:partnerreview_list"),
)
PRODUCTS = (
    (_("Products"), "reviews:product_list"),
    (_("Product adjustments"), "reviews:productadjustment_list"),
)
WATCHING = (
    (_("Monitoring checks"), "reviews:monitoringcheck_list"),
    (_("Post-launch evaluations"), "reviews:postlaunchevaluation_list"),
    (_("Suitability checks"), "reviews:suitabilitycheck_list"),
    (_("Customer follow-ups"), "reviews:followup_list"),
    (_("Rectifications"), "reviews:rectification_list"),
)


def tabs(
    strip: tuple[tuple[object, str], ...],
) -> Callable[[User], Mapping[str, object]]:
    def more(user: User) -> Mapping[str, object]:
        return {"tabs": [(label, reverse(route)) for label, route in strip]}

    return more
