"""The doors of products, fees, partners and the looks at them."""

from django.urls import path

from consumer_protection.core.register_doors import register_urls
from reviews.pages.offers import doing, notice
from reviews.pages.offers.adjustments import ADJUSTMENTS
from reviews.pages.offers.fees import DISPLAYS, FEE_ITEMS, RELIEF
from reviews.pages.offers.partners import PARTNER_REVIEWS, PARTNERS
from reviews.pages.offers.products import PRODUCTS
from reviews.pages.offers.rectifications import RECTIFICATIONS
from reviews.pages.offers.watching import (
    CHECKS,
    EVALUATIONS,
    FOLLOW_UPS,
    SUITABILITY,
)

urlpatterns = [
    *register_urls(PRODUCTS, "products"),
    path("products/<int:pk>/stage/", doing.product_stage, name="product_stage"),
    *register_urls(ADJUSTMENTS, "adjustments"),
    path("fees/notices/", notice.price_notices, name="price_notices"),
    path("fees/notices/<int:pk>/", notice.price_notice, name="price_notice"),
    *register_urls(FEE_ITEMS, "fees"),
    *register_urls(RELIEF, "relief"),
    *register_urls(DISPLAYS, "displays"),
    *register_urls(PARTNERS, "partners"),
    *register_urls(PARTNER_REVIEWS, "partner-reviews"),
    *register_urls(CHECKS, "monitoring"),
    *register_urls(EVALUATIONS, "evaluations"),
    *register_urls(SUITABILITY, "suitability"),
    *register_urls(FOLLOW_UPS, "follow-ups"),
    *register_urls(RECTIFICATIONS, "rectifications"),
    path(
        "rectifications/<int:pk>/<str:move>/",
        doing.rectification_move,
        name="rectification_move",
    ),
]
