"""A fee: what a service costs, for whom, since when, and when that was made known."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, SharedQuerySet
from reviews.models.offers.product import Product
from reviews.models.review import Review
from reviews.states import PASSING

# These stand on a document of the authorities; the rest is the market's.
GOVERNED = ("government_set", "government_guided")


class FeeItemQuerySet(SharedQuerySet):
    def in_force_on(self, day: date) -> Self:
        """Begun, not ended, and no later version of the same item has begun."""
        later = FeeItem.objects.filter(
            root=OuterRef("root"),
            name=OuterRef("name"),
            effective_from__gt=OuterRef("effective_from"),
            effective_from__lte=day,
        )
        still = Q(effective_until=None) | Q(effective_until__gte=day)
        return self.filter(still, ~Exists(later), effective_from__lte=day)

    def preferential_on(self, day: date) -> Self:
        """In force, with a preferential policy whose own days hold."""
        begun = Q(preferential_from=None) | Q(preferential_from__lte=day)
        lasts = Q(preferential_until=None) | Q(preferential_until__gte=day)
        return self.in_force_on(day).filter(begun, lasts).exclude(preferential="")

    def unreviewed(self) -> Self:
        """In force since a day by which no review of theirs had passed."""
        passed = Q(
            review__conclusion__in=PASSING,
            review__concluded_on__lte=F("effective_from"),
        )
        return self.exclude(passed)


class FeeItem(Kept):
    """One version of one item: a changed price is a new row with a later day. A later
    version ends the one before, whose ``effective_until`` may stay empty."""

    name = models.CharField(_("service"), max_length=200)
    content = models.TextField(_("what the service is"), blank=True)
    price = models.CharField(_("price"), max_length=500)
    applies_to = models.CharField(_("applies to"), max_length=300, blank=True)
    price_type = models.CharField(_("price type"), max_length=30)
    catalogue = models.CharField(_("fee category"), max_length=60, blank=True)
    document_number = models.CharField(
        _("document behind the price"), max_length=200, blank=True
    )
    approving_body = models.CharField(_("approved by"), max_length=120, blank=True)
    source_notice = models.CharField(
        _("notice it carries out"), max_length=200, blank=True
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    effective_from = models.DateField(_("effective from"))
    effective_until = models.DateField(_("effective until"), null=True, blank=True)
    preferential = models.CharField(
        _("preferential policy"), max_length=500, blank=True
    )
    preferential_from = models.DateField(_("preferential from"), null=True, blank=True)
    preferential_until = models.DateField(
        _("preferential until"), null=True, blank=True
    )
    contact = models.CharField(
        _("for questions and complaints"), max_length=200, blank=True
    )
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fee_items",
        verbose_name=_("product"),
    )
    review = models.ForeignKey(
        Review,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="fee_items",
        verbose_name=_("review"),
    )

    objects = models.Manager.from_queryset(FeeItemQuerySet)()

    class Meta:
        verbose_name = _("fee item")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "effective_from", name="fee_item_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(published_on=None)
                | Q(published_on__lte=F("effective_from")),
                name="fee_item_published_before_effect",
            ),
            models.CheckConstraint(
                condition=Q(effective_until=None)
                | Q(effective_until__gte=F("effective_from")),
                name="fee_item_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(preferential_until=None)
                | Q(preferential_from=None)
                | Q(preferential_until__gte=F("preferential_from")),
                name="fee_item_preference_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["root", "effective_from"], name="fee_item_by_effect")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:feeitem_detail", args=[self.pk])

    @property
    def versions(self) -> models.QuerySet["FeeItem"]:
        """All of this item, the newest first."""
        own = FeeItem.objects.filter(root=self.root_id, name=self.name)
        return own.order_by("-effective_from")
