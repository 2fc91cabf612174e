"""One of the nine stages a product reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from reviews.models.offers.kept import OffersQuerySet
from reviews.models.offers.product import Product


class ProductStageQuerySet(OffersQuerySet):
    unit_path = "product__unit"


class ProductStage(models.Model):
    """``recorded_by`` is who told it here, not who did the work."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="stages")
    stage = models.CharField(_("stage"), max_length=30)
    day = models.DateField(_("day"))
    note = models.TextField(_("note"), blank=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )

    objects = models.Manager.from_queryset(ProductStageQuerySet)()

    class Meta:
        verbose_name = _("product stage")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint("product", "stage", name="stage_once_per_product")
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.stage}"
