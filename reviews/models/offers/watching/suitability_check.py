"""A sample of sales: was the product fit for who bought it."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import OffersQuerySet, Watched
from reviews.models.offers.product import Product


class SuitabilityCheckQuerySet(OffersQuerySet):
    pass


class SuitabilityCheck(Watched):
    """Of ``sampled`` sales ``passed`` were fit; of these ``elderly`` went to customers
    of 65 and above, of which ``elderly_passed`` had the special care the rules ask."""

    day_field = "checked_on"

    product = models.ForeignKey(
        Product,
        models.PROTECT,
        related_name="suitability_checks",
        verbose_name=_("product"),
    )
    checked_on = models.DateField(_("checked on"))
    sampled = models.PositiveIntegerField(_("sales sampled"))
    passed = models.PositiveIntegerField(_("of these fit"))
    elderly = models.PositiveIntegerField(
        _("of these to people of 65 and above"), null=True, blank=True
    )
    elderly_passed = models.PositiveIntegerField(
        _("of these with special care"), null=True, blank=True
    )
    person = models.CharField(_("checked by"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(SuitabilityCheckQuerySet)()

    class Meta:
        verbose_name = _("suitability check")
        constraints = [
            models.UniqueConstraint(
                "product", "unit", "checked_on", name="suitability_check_once"
            ),
            models.CheckConstraint(
                condition=Q(passed__lte=F("sampled"), sampled__gt=0),
                name="suitability_passed_of_sampled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.checked_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:suitabilitycheck_detail", args=[self.pk])
