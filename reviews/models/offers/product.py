"""A product or service on its way from the first proposal to its withdrawal."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, SharedQuerySet
from reviews.models.offers.partner import Partner
from reviews.models.review import Review
from reviews.states import PASSING


class ProductQuerySet(SharedQuerySet):
    def on_sale(self, day: date) -> Self:
        return self.filter(
            Q(withdrawn_on=None) | Q(withdrawn_on__gt=day), launched_on__lte=day
        )

    def unreviewed(self) -> Self:
        """Launched, and no review of theirs had passed by then."""
        passed = Product.reviews.through.objects.filter(
            product=OuterRef("pk"),
            review__conclusion__in=PASSING,
            review__concluded_on__lte=OuterRef("launched_on"),
        )
        return self.filter(~Exists(passed), launched_on__isnull=False)


class Product(Kept):
    """``stage`` is the last of the nine that was recorded, on ``stage_on``."""

    name = models.CharField(_("product name"), max_length=200)
    category = models.CharField(_("product kind"), max_length=40, blank=True)
    origin = models.CharField(_("developed by"), max_length=20, blank=True)
    risk_grade = models.CharField(_("risk grade"), max_length=20, blank=True)
    target = models.CharField(_("target customers"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=30, blank=True)
    stage_on = models.DateField(_("stage reached on"), null=True, blank=True)
    launched_on = models.DateField(_("launched on"), null=True, blank=True)
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True)
    reviews = models.ManyToManyField(
        Review, related_name="products", verbose_name=_("reviews"), blank=True
    )
    partners = models.ManyToManyField(
        Partner, related_name="products", verbose_name=_("partners"), blank=True
    )

    objects = models.Manager.from_queryset(ProductQuerySet)()

    class Meta:
        verbose_name = _("product")
        constraints = [
            models.UniqueConstraint("root", "name", name="product_name_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("launched_on")),
                name="product_withdrawn_after_launch",
            ),
        ]
        indexes = [
            models.Index(fields=["root", "launched_on"], name="product_by_launch")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:product_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.withdrawn_on is None

    @property
    def has_passed(self) -> bool:
        """Whether some review of it passed."""
        return self.reviews.filter(conclusion__in=PASSING).exists()
