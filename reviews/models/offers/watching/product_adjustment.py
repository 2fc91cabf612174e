"""A product or rule that was changed because of what customers met."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, SharedQuerySet
from reviews.models.offers.product import Product
from reviews.models.review import Review


class ProductAdjustmentQuerySet(SharedQuerySet):
    pass


class ProductAdjustment(Kept):
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="adjustments", verbose_name=_("product")
    )
    adjusted_on = models.DateField(_("adjusted on"))
    trigger = models.CharField(_("what led to it"), max_length=30)
    rule = models.CharField(_("rule changed"), max_length=300)
    before = models.TextField(_("before"), blank=True)
    after = models.TextField(_("after"), blank=True)
    review = models.ForeignKey(
        Review,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="adjustments",
        verbose_name=_("review"),
    )

    objects = models.Manager.from_queryset(ProductAdjustmentQuerySet)()

    class Meta:
        verbose_name = _("product adjustment")
        constraints = [
            models.UniqueConstraint(
                "product", "adjusted_on", "rule", name="adjustment_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.rule}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:productadjustment_detail", args=[self.pk])
